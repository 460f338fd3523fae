package org.casenotesaudit.alerts.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.casenotesaudit.alerts.concern.ClientId;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.casenotesaudit.serviceframe.security.Roles;
import org.jspecify.annotations.Nullable;

/** Writes down what other rooms report of workers, for {@link Directory} to answer from. */
public final class DirectoryRecord {

  /** Roles whose holders review concerns; of other roles nothing is kept. */
  private static final Set<String> REVIEWING = Set.of(Roles.COMPLIANCE_OFFICER, Roles.PRIVACY_LEAD);

  /** A team, supervisor or role with the time it held. */
  public record Dated(String value, Instant from, @Nullable Instant until) {}

  /**
   * What is kept of a worker file.
   *
   * @param version counts the changes of the file
   */
  public record WorkerFile(
      WorkerId worker,
      long version,
      List<Dated> teams,
      List<Dated> supervisors,
      List<Dated> roles) {}

  private DirectoryRecord() {}

  /** Takes in a worker file; an older version than the one held changes nothing. */
  public static void takeIn(Connection connection, WorkerFile file) throws SQLException {
    int newer =
        Rows.update(
            connection,
            "INSERT INTO workers (worker_id, version) VALUES (?, ?)"
                + " ON CONFLICT (worker_id) DO UPDATE SET version = EXCLUDED.version"
                + " WHERE workers.version < EXCLUDED.version",
            file.worker().value(),
            file.version());
    if (newer == 0) {
      return;
    }
    replace(connection, "worker_teams", "team_id", file.worker(), file.teams());
    replace(connection, "worker_supervisors", "supervisor_id", file.worker(), file.supervisors());
    replace(
        connection,
        "worker_roles",
        "role",
        file.worker(),
        file.roles().stream().filter(role -> REVIEWING.contains(role.value())).toList());
  }

  /** A worker knows a client, as another room reported it; only that, never how. */
  public static void knowsClient(
      Connection connection, WorkerId worker, ClientId client, String sourceId)
      throws SQLException {
    Rows.update(
        connection,
        "INSERT INTO declared_relations (worker_id, client_id, source_id) VALUES (?, ?, ?)"
            + " ON CONFLICT DO NOTHING",
        worker.value(),
        client.value(),
        sourceId);
  }

  /** Two workers stand close to each other, as declared; only that, never how. */
  public static void standClose(
      Connection connection, WorkerId worker, WorkerId other, String sourceId) throws SQLException {
    Rows.update(
        connection,
        "INSERT INTO declared_relations (worker_id, other_worker_id, source_id) VALUES (?, ?, ?)"
            + " ON CONFLICT DO NOTHING",
        worker.value(),
        other.value(),
        sourceId);
  }

  /** That report no longer holds. */
  public static void relationEnded(Connection connection, String sourceId, Instant endedAt)
      throws SQLException {
    Rows.update(
        connection,
        "UPDATE declared_relations SET ended_at = ? WHERE source_id = ? AND ended_at IS NULL",
        endedAt,
        sourceId);
  }

  private static void replace(
      Connection connection, String table, String column, WorkerId worker, List<Dated> held)
      throws SQLException {
    Rows.update(connection, "DELETE FROM " + table + " WHERE worker_id = ?", worker.value());
    Set<Dated> once = new HashSet<>(held);
    for (Dated dated : once) {
      Rows.update(
          connection,
          "INSERT INTO "
              + table
              + " (worker_id, "
              + column
              + ", valid_from, valid_until) VALUES (?, ?, ?, ?)",
          worker.value(),
          dated.value(),
          dated.from(),
          dated.until());
    }
  }
}
