package org.casenotesaudit.access.directory;

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
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.events.Employment;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** The directory's tables. Every method works on the caller's connection and transaction. */
final class DirectoryRows {

  private enum Kind {
    ROLE,
    TEAM,
    SUPERVISOR,
    DUTY,
    EMPLOYMENT,
    /** Not stored: read from the files of the supervised. */
    SUPERVISEE
  }

  private static final String FILE =
      """
      select version, null as kind, null as value, null::timestamptz as valid_from,
             null::timestamptz as valid_until
        from worker_file where worker_id = ?
      union all
      select null, kind, value, valid_from, valid_until from worker_interval where worker_id = ?
      union all
      select null, 'SUPERVISEE', worker_id::text, valid_from, valid_until
        from worker_interval where kind = 'SUPERVISOR' and value = ?
      """;

  private DirectoryRows() {}

  static WorkerFile fileOf(Connection connection, WorkerId workerId) throws SQLException {
    var intervals = new ArrayList<Interval>();
    long version = 0;
    try (PreparedStatement statement = connection.prepareStatement(FILE)) {
      statement.setObject(1, workerId.value());
      statement.setObject(2, workerId.value());
      statement.setString(3, workerId.toString());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String kind = rows.getString("kind");
          if (kind == null) {
            version = rows.getLong("version");
          } else {
            intervals.add(new Interval(Kind.valueOf(kind), intervalOf(rows)));
          }
        }
      }
    }
    return new WorkerFile(
        workerId,
        version,
        of(Kind.ROLE, intervals),
        of(Kind.TEAM, intervals),
        of(Kind.SUPERVISOR, intervals),
        of(Kind.DUTY, intervals),
        of(Kind.EMPLOYMENT, intervals).stream()
            .map(d -> new Dated<>(Employment.valueOf(d.value()), d.validFrom(), d.validUntil()))
            .toList(),
        of(Kind.SUPERVISEE, intervals));
  }

  private record Interval(Kind kind, Dated<String> dated) {}

  private static List<Dated<String>> of(Kind kind, List<Interval> intervals) {
    return intervals.stream()
        .filter(interval -> interval.kind() == kind)
        .map(Interval::dated)
        .toList();
  }

  /**
   * Refuses whom the directory has no file of.
   *
   * @throws ProblemException 400 naming the field
   */
  static void requireKnown(Connection connection, String field, WorkerId workerId)
      throws SQLException {
    if (!fileOf(connection, workerId).isKnown()) {
      throw ProblemException.invalidField(field, workerId, "a worker whom the directory knows");
    }
  }

  /** Empty when the directory has no file of this worker. */
  static Optional<String> displayNameOf(Connection connection, WorkerId workerId)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select display_name from worker_file where worker_id = ?")) {
      statement.setObject(1, workerId.value());
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
      }
    }
  }

  /** Writes the whole file in place of the one before. */
  static void replace(
      Connection connection, WorkerFile file, String displayName, String changedBy, Instant now)
      throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            insert into worker_file (worker_id, version, display_name, changed_at, changed_by)
            values (?, ?, ?, ?, ?)
            on conflict (worker_id) do update set version = excluded.version,
              display_name = excluded.display_name, changed_at = excluded.changed_at,
              changed_by = excluded.changed_by
            """)) {
      upsert.setObject(1, file.workerId().value());
      upsert.setLong(2, file.version());
      upsert.setString(3, displayName);
      upsert.setObject(4, utc(now));
      upsert.setString(5, changedBy);
      upsert.executeUpdate();
    }
    try (PreparedStatement delete =
        connection.prepareStatement("delete from worker_interval where worker_id = ?")) {
      delete.setObject(1, file.workerId().value());
      delete.executeUpdate();
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into worker_interval (worker_id, kind, value, valid_from, valid_until)"
                + " values (?, ?, ?, ?, ?)")) {
      add(insert, file, Kind.ROLE, file.roles());
      add(insert, file, Kind.TEAM, file.teams());
      add(insert, file, Kind.SUPERVISOR, file.supervisors());
      add(insert, file, Kind.DUTY, file.dutyPeriods());
      add(insert, file, Kind.EMPLOYMENT, file.employment());
      insert.executeBatch();
    }
  }

  private static void add(
      PreparedStatement insert, WorkerFile file, Kind kind, List<? extends Dated<?>> intervals)
      throws SQLException {
    for (Dated<?> interval : intervals) {
      insert.setObject(1, file.workerId().value());
      insert.setString(2, kind.name());
      insert.setString(3, String.valueOf(interval.value()));
      insert.setObject(4, utc(interval.validFrom()));
      Instant until = interval.validUntil();
      if (until == null) {
        insert.setNull(5, Types.TIMESTAMP_WITH_TIMEZONE);
      } else {
        insert.setObject(5, utc(until));
      }
      insert.addBatch();
    }
  }

  private static Dated<String> intervalOf(ResultSet rows) throws SQLException {
    @Nullable OffsetDateTime until = rows.getObject("valid_until", OffsetDateTime.class);
    return new Dated<>(
        rows.getString("value"),
        rows.getObject("valid_from", OffsetDateTime.class).toInstant(),
        until == null ? null : until.toInstant());
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
