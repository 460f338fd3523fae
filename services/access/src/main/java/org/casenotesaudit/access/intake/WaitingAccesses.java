package org.casenotesaudit.access.intake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.access.AccessId;
import org.casenotesaudit.access.intake.IntakeMappings.Kind;
import org.casenotesaudit.access.intake.IntakeMappings.Mapping;
import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.events.RecordKind;

/**
 * Accesses of other systems that wait for a foreign id to be mapped. Every method works on the
 * caller's connection and transaction, which holds the lock of the mappings.
 */
final class WaitingAccesses {

  private static final String WAITING =
      """
        from intake_waiting_name n
        join intake_waiting_access w using (access_id)
        join access_record a using (access_id)
       where n.kind = ? and n.system = ? and n.value = ? and ? in (w.source, '*')
      """;

  private WaitingAccesses() {}

  /** Keeps what telling of the access again will need. */
  static void insert(Connection connection, ForeignAccess access) throws SQLException {
    ForeignAccess.Place place = access.place();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into intake_waiting_access (access_id, source, resource_digest, ordinal,"
                + " act_id) values (?, ?, ?, ?, ?)")) {
      insert.setObject(1, access.accessId().value());
      insert.setString(2, place.report().source());
      insert.setBytes(3, place.report().digest());
      insert.setInt(4, place.ordinal());
      insert.setObject(5, place.actId());
      insert.executeUpdate();
    }
  }

  /** Keeps the names of one person whom the access waits for. */
  static void insertNames(
      Connection connection, AccessId accessId, Kind kind, List<ForeignId> names)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into intake_waiting_name (access_id, kind, system, value)"
                + " values (?, ?, ?, ?) on conflict do nothing")) {
      for (ForeignId name : names.stream().filter(ForeignId::isMappable).toList()) {
        insert.setObject(1, accessId.value());
        insert.setString(2, kind.name());
        insert.setString(3, name.system());
        insert.setString(4, name.value());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** How many accesses wait for this mapping. */
  static int count(Connection connection, Mapping mapping) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement("select count(*)" + WAITING)) {
      set(select, mapping);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /** Accesses that wait for this mapping, the one that happened first in front. */
  static List<WaitingAccess> of(Connection connection, String agencyId, Mapping mapping, int limit)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select a.access_id, w.source, w.resource_digest, w.ordinal, w.act_id, a.outcome,
                   a.worker_id, a.client_id, a.record_kind, a.action, a.purpose, a.occurred_at,
                   exists (select 1 from intake_waiting_name other
                            where other.access_id = a.access_id and other.kind = 'CLIENT')
                     as waits_for_client
            """
                + WAITING
                + " order by a.occurred_at, a.access_id limit ?")) {
      set(select, mapping);
      select.setInt(5, limit);
      try (ResultSet rows = select.executeQuery()) {
        var waiting = new ArrayList<WaitingAccess>();
        while (rows.next()) {
          waiting.add(waitingOf(rows, agencyId));
        }
        return List.copyOf(waiting);
      }
    }
  }

  /** The access knows this person now: none of their names is waited for any more. */
  static void done(Connection connection, AccessId accessId, Kind kind) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "delete from intake_waiting_name where access_id = ? and kind = ?")) {
      delete.setObject(1, accessId.value());
      delete.setString(2, kind.name());
      delete.executeUpdate();
    }
  }

  private static void set(PreparedStatement select, Mapping mapping) throws SQLException {
    select.setString(1, mapping.kind().name());
    select.setString(2, mapping.foreignId().system());
    select.setString(3, mapping.foreignId().value());
    select.setString(4, mapping.scope());
  }

  private static WaitingAccess waitingOf(ResultSet row, String agencyId) throws SQLException {
    byte[] digest = row.getBytes("resource_digest");
    var report =
        new ForeignEvents.Report(
            agencyId, row.getString("source"), digest, HexFormat.of().formatHex(digest));
    var access =
        new ForeignAccess(
            new AccessId(row.getObject("access_id", UUID.class)),
            new ForeignAccess.Place(
                report, row.getInt("ordinal"), row.getObject("act_id", UUID.class)),
            new ForeignAccess.Deed(
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                Action.valueOf(row.getString("action")),
                RecordKind.valueOf(row.getString("record_kind")),
                Purpose.valueOf(row.getString("purpose")),
                row.getString("outcome").equals("PERMITTED")));
    return new WaitingAccess(
        access,
        row.getObject("worker_id", UUID.class),
        row.getObject("client_id", UUID.class),
        row.getBoolean("waits_for_client"));
  }
}
