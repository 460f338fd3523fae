package org.casenotesaudit.access.intake;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.serviceframe.description.WireCode;

/** Which worker or client another system means by an id of its own. */
@Singleton
class IntakeMappings {

  /** Whom a foreign id can mean. */
  enum Kind implements WireCode {
    WORKER("workers"),
    CLIENT("clients");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /** The scope of a system whose values mean the same whoever sends them. */
  static final String EVERYWHERE = "*";

  private final TransactionOperations<Connection> transactions;
  private final InstantSource clock;

  IntakeMappings(TransactionOperations<Connection> transactions, InstantSource clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * One mapping.
   *
   * @param scope the intake source that means this id, or {@link #EVERYWHERE}
   */
  record Mapping(Kind kind, String scope, ForeignId foreignId, UUID id) {}

  /**
   * What was set for a foreign id.
   *
   * @param mappingId names it in events: the same for the same foreign id, whoever it means
   */
  record Standing(UUID mappingId, UUID id) {}

  /** Whom one of the names means; the first name that is mapped decides. */
  Optional<UUID> resolve(Connection connection, Kind kind, String source, List<ForeignId> names)
      throws SQLException {
    for (ForeignId name : names) {
      for (String scope : List.of(source, EVERYWHERE)) {
        Optional<Standing> standing = find(connection, kind, scope, name);
        if (standing.isPresent()) {
          return standing.map(Standing::id);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * A foreign id that meant nobody when it came.
   *
   * @param times how many resources named it
   */
  record Unmapped(
      Kind kind,
      String source,
      ForeignId foreignId,
      long times,
      Instant firstSeen,
      Instant lastSeen) {}

  void noteUnmapped(
      Connection connection, Kind kind, String source, ForeignId foreignId, Instant now)
      throws SQLException {
    if (!foreignId.isMappable()) {
      return;
    }
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            insert into intake_unmapped (kind, source, system, value, times, first_seen, last_seen)
            values (?, ?, ?, ?, 1, ?, ?)
            on conflict (kind, source, system, value) do update
              set times = intake_unmapped.times + 1, last_seen = excluded.last_seen
            """)) {
      upsert.setString(1, kind.name());
      upsert.setString(2, source);
      upsert.setString(3, foreignId.system());
      upsert.setString(4, foreignId.value());
      upsert.setObject(5, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
      upsert.setObject(6, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
      upsert.executeUpdate();
    }
  }

  /** What came and still has no mapping, the most frequent first. */
  List<Unmapped> unmapped(int limit) {
    return transactions.executeRead(
        status -> {
          try (PreparedStatement select =
              status
                  .getConnection()
                  .prepareStatement(
                      """
                      select kind, source, system, value, times, first_seen, last_seen
                        from intake_unmapped u
                       where not exists (
                         select 1 from intake_mapping m
                          where m.kind = u.kind and m.system = u.system and m.value = u.value
                            and m.scope in (u.source, '*'))
                       order by times desc, first_seen limit ?
                      """)) {
            select.setInt(1, limit);
            try (ResultSet rows = select.executeQuery()) {
              var unmapped = new ArrayList<Unmapped>();
              while (rows.next()) {
                unmapped.add(
                    new Unmapped(
                        Kind.valueOf(rows.getString(1)),
                        rows.getString(2),
                        new ForeignId(rows.getString(3), rows.getString(4)),
                        rows.getLong(5),
                        rows.getObject(6, OffsetDateTime.class).toInstant(),
                        rows.getObject(7, OffsetDateTime.class).toInstant()));
              }
              return List.copyOf(unmapped);
            }
          }
        });
  }

  /** What is set for a foreign id in just that scope. */
  Optional<Standing> find(Connection connection, Kind kind, String scope, ForeignId name)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select mapping_id, id from intake_mapping"
                + " where kind = ? and scope = ? and system = ? and value = ?")) {
      select.setString(1, kind.name());
      select.setString(2, scope);
      select.setString(3, name.system());
      select.setString(4, name.value());
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(new Standing(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
            : Optional.empty();
      }
    }
  }

  /** Puts a mapping in place of the one before; its own id stays. */
  void upsert(Connection connection, Mapping mapping, UUID mappingId, WorkerId setBy)
      throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            insert into intake_mapping (kind, scope, system, value, mapping_id, id, set_by, set_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (kind, scope, system, value) do update set id = excluded.id,
              set_by = excluded.set_by, set_at = excluded.set_at
            """)) {
      upsert.setString(1, mapping.kind().name());
      upsert.setString(2, mapping.scope());
      upsert.setString(3, mapping.foreignId().system());
      upsert.setString(4, mapping.foreignId().value());
      upsert.setObject(5, mappingId);
      upsert.setObject(6, mapping.id());
      upsert.setString(7, setBy.toString());
      upsert.setObject(8, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
      upsert.executeUpdate();
    }
  }
}
