package org.casenotesaudit.access.opening;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.casenotesaudit.access.AccessId;
import org.casenotesaudit.access.ClientId;
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.AccessRefused;
import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.BreakGlass;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.WorkerFacts;
import org.jspecify.annotations.Nullable;

/** The access records. Every method works on the caller's connection and transaction. */
public final class AccessRows {

  private static final String INSERT =
      """
      insert into access_record (access_id, outcome, origin, worker_id, client_id, case_id,
        record_kind, record_id, action, purpose, refusal_reason, grant_id, fact_version, rangeable,
        expires_at, directory_version, occurred_at, recorded_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private AccessRows() {}

  /** Records a permitted access, as its event tells it. */
  public static void insert(
      Connection connection, AccessObserved event, Decision.@Nullable Grant grant)
      throws SQLException {
    insert(
        connection,
        new Row(
            event.getEnvelope(),
            event.getAccessId(),
            "PERMITTED",
            event.getOrigin().name(),
            event.getCaseId(),
            event.getRecordKind().name(),
            event.getRecordId(),
            event.getAction().name(),
            event.getPurpose().name(),
            null,
            event.getWorkerFacts()),
        grant);
  }

  /** Records a refused access, as its event tells it. */
  public static void insert(Connection connection, AccessRefused event, String origin)
      throws SQLException {
    insert(
        connection,
        new Row(
            event.getEnvelope(),
            event.getAccessId(),
            "REFUSED",
            origin,
            null,
            event.getRecordKind().name(),
            event.getRecordId(),
            event.getAction().name(),
            event.getPurpose().name(),
            event.getReason().name(),
            event.getWorkerFacts()),
        null);
  }

  /** Keeps why the worker broke glass, in words; no event carries them. */
  static void insertBreakGlass(
      Connection connection,
      AccessId accessId,
      Emergency emergency,
      BreakGlass breakGlass,
      boolean dateOfBirthKnown)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into break_glass (access_id, reason_code, reason, valid_until,"
                + " date_of_birth_known) values (?, ?, ?, ?, ?)")) {
      insert.setObject(1, accessId.value());
      insert.setString(2, emergency.code().name());
      insert.setString(3, emergency.reason());
      insert.setObject(4, utc(breakGlass.getValidUntil()));
      insert.setBoolean(5, dateOfBirthKnown);
      insert.executeUpdate();
    }
  }

  /**
   * The permitted access that this worker may fetch content for; empty for anybody else's, for
   * refused ones and for those of other systems.
   */
  static Optional<OpenedAccess> openedBy(
      Connection connection, AccessId accessId, WorkerId workerId) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select record_kind, record_id, action, purpose, grant_id, rangeable,
                   expires_at
              from access_record
             where access_id = ? and worker_id = ? and outcome = 'PERMITTED'
               and origin = 'ACCESS_SERVICE' and grant_id is not null
            """)) {
      select.setObject(1, accessId.value());
      select.setObject(2, workerId.value());
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        return Optional.of(
            new OpenedAccess(
                accessId,
                workerId,
                RecordKind.valueOf(row.getString("record_kind")),
                row.getObject("record_id", UUID.class),
                Action.valueOf(row.getString("action")),
                Purpose.valueOf(row.getString("purpose")),
                row.getObject("grant_id", UUID.class),
                row.getBoolean("rangeable"),
                row.getObject("expires_at", OffsetDateTime.class).toInstant()));
      }
    }
  }

  /** Notes under which access, of the same recording, this one's content is shown. */
  static void showWith(Connection connection, AccessId accessId, AccessId shown)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update access_record set shown_with = ? where access_id = ?")) {
      update.setObject(1, shown.value());
      update.setObject(2, accessId.value());
      update.executeUpdate();
    }
  }

  /** An access, and the client whose record it opened. */
  record Shown(AccessId accessId, ClientId clientId) {}

  /** What one grant shows: its own access first, then that to each other client in a recording. */
  static List<Shown> shownUnder(Connection connection, AccessId accessId) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select access_id, client_id from access_record
             where access_id = ? or shown_with = ?
             order by shown_with nulls first, access_id
            """)) {
      select.setObject(1, accessId.value());
      select.setObject(2, accessId.value());
      try (ResultSet rows = select.executeQuery()) {
        var shown = new ArrayList<Shown>();
        while (rows.next()) {
          shown.add(
              new Shown(
                  new AccessId(rows.getObject(1, UUID.class)),
                  new ClientId(rows.getObject(2, UUID.class))));
        }
        return shown;
      }
    }
  }

  /** Notes that case-notes withheld the content after all; false if that was noted before. */
  static boolean withhold(Connection connection, AccessId accessId, Instant at)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update access_record set withheld_at = ? where access_id = ? and withheld_at is"
                + " null")) {
      update.setObject(1, utc(at));
      update.setObject(2, accessId.value());
      return update.executeUpdate() == 1;
    }
  }

  /** Clients whose records the worker accessed from one instant until another (not included). */
  static List<UUID> clientsAccessed(
      Connection connection, WorkerId workerId, Instant from, Instant until) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select distinct client_id from access_record
             where worker_id = ? and occurred_at >= ? and occurred_at < ?
               and client_id is not null
             order by client_id
            """)) {
      select.setObject(1, workerId.value());
      select.setObject(2, utc(from));
      select.setObject(3, utc(until));
      try (ResultSet rows = select.executeQuery()) {
        var clients = new ArrayList<UUID>();
        while (rows.next()) {
          clients.add(rows.getObject(1, UUID.class));
        }
        return clients;
      }
    }
  }

  /** Sets whose record it was, where another system's name for the client is mapped later. */
  public static void attributeToClient(
      Connection connection, AccessId accessId, ClientId clientId, WorkerFacts workerFacts)
      throws SQLException {
    attribute(connection, "client_id", accessId, clientId.value(), workerFacts);
  }

  /** Sets whose access it was, where another system's name for the worker is mapped later. */
  public static void attributeToWorker(
      Connection connection, AccessId accessId, WorkerId workerId, WorkerFacts workerFacts)
      throws SQLException {
    attribute(connection, "worker_id", accessId, workerId.value(), workerFacts);
  }

  private static void attribute(
      Connection connection, String person, AccessId accessId, UUID id, WorkerFacts workerFacts)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update access_record set %1$s = ?, directory_version = ?".formatted(person)
                + " where access_id = ? and origin = 'FOREIGN_SYSTEM' and %s is null"
                    .formatted(person))) {
      update.setObject(1, id);
      update.setLong(2, workerFacts.getDirectoryVersion());
      update.setObject(3, accessId.value());
      if (update.executeUpdate() != 1) {
        throw new IllegalStateException(
            "access " + accessId + ": " + person + " not set (expected: a foreign one without)");
      }
    }
  }

  /** What permitted and refused accesses have in common in the table. */
  private record Row(
      Envelope envelope,
      String accessId,
      String outcome,
      String origin,
      @Nullable String caseId,
      String recordKind,
      @Nullable String recordId,
      String action,
      String purpose,
      @Nullable String refusalReason,
      WorkerFacts workerFacts) {}

  private static void insert(Connection connection, Row row, Decision.@Nullable Grant grant)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setObject(1, UUID.fromString(row.accessId()));
      insert.setString(2, row.outcome());
      insert.setString(3, row.origin());
      setId(insert, 4, row.envelope().getActorId());
      setId(insert, 5, row.envelope().getClientId());
      setId(insert, 6, row.caseId());
      insert.setString(7, row.recordKind());
      setId(insert, 8, row.recordId());
      insert.setString(9, row.action());
      insert.setString(10, row.purpose());
      insert.setString(11, row.refusalReason());
      insert.setObject(12, grant == null ? null : grant.id(), Types.OTHER);
      insert.setString(13, grant == null ? null : grant.factVersion());
      insert.setBoolean(14, grant != null && grant.rangeable());
      insert.setObject(
          15, grant == null ? null : utc(grant.expiresAt()), Types.TIMESTAMP_WITH_TIMEZONE);
      insert.setLong(16, row.workerFacts().getDirectoryVersion());
      insert.setObject(17, utc(row.envelope().getOccurredAt()));
      insert.setObject(18, utc(row.envelope().getRecordedAt()));
      insert.executeUpdate();
    }
  }

  private static void setId(PreparedStatement statement, int index, @Nullable String id)
      throws SQLException {
    statement.setObject(index, id == null ? null : UUID.fromString(id), Types.OTHER);
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
