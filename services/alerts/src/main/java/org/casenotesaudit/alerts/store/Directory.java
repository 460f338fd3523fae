package org.casenotesaudit.alerts.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.casenotesaudit.alerts.concern.ClientId;
import org.casenotesaudit.alerts.concern.TeamId;
import org.casenotesaudit.alerts.concern.Viewer;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * Who stands close to whom, from worker files and declarations. Relations that ended within the
 * look-back still count: a reviewer does not judge the team left last month.
 */
public final class Directory {

  /** How long a relation that ended still keeps somebody from seeing a concern. */
  public static final Duration LOOK_BACK = Duration.ofDays(365);

  /** A team or supervisor with the time it held. */
  public record Dated(String value, Instant from, @Nullable Instant until) {}

  private static final String LINE =
      """
      WITH RECURSIVE
        below (id) AS (
          SELECT worker_id FROM worker_supervisors
          WHERE supervisor_id = ? AND (valid_until IS NULL OR valid_until > ?)
          UNION
          SELECT s.worker_id FROM worker_supervisors s JOIN below b ON s.supervisor_id = b.id
          WHERE s.valid_until IS NULL OR s.valid_until > ?),
        above (id) AS (
          SELECT supervisor_id FROM worker_supervisors
          WHERE worker_id = ? AND (valid_until IS NULL OR valid_until > ?)
          UNION
          SELECT s.supervisor_id FROM worker_supervisors s JOIN above a ON s.worker_id = a.id
          WHERE s.valid_until IS NULL OR s.valid_until > ?)
      SELECT id FROM below UNION SELECT id FROM above
      """;

  private Directory() {}

  /** The viewer with everybody they stand too close to, or unmapped without a worker file. */
  public static Viewer viewer(Connection connection, WorkerId worker, Instant now)
      throws SQLException {
    String id = worker.value();
    Instant since = now.minus(LOOK_BACK);
    if (Rows.query(connection, "SELECT 1 FROM workers WHERE worker_id = ?", row -> 1, id)
        .isEmpty()) {
      return new Viewer.Unmapped(worker);
    }
    List<String> teams =
        Rows.query(
            connection,
            "SELECT DISTINCT team_id FROM worker_teams WHERE worker_id = ?"
                + " AND (valid_until IS NULL OR valid_until > ?)",
            row -> Rows.text(row, "team_id"),
            id,
            since);
    List<String> close =
        new ArrayList<>(
            Rows.query(
                connection,
                "SELECT DISTINCT worker_id FROM worker_teams WHERE team_id = ANY (?)"
                    + " AND (valid_until IS NULL OR valid_until > ?)",
                row -> Rows.text(row, "worker_id"),
                teams.toArray(String[]::new),
                since));
    close.addAll(
        Rows.query(
            connection, LINE, row -> Rows.text(row, "id"), id, since, since, id, since, since));
    close.addAll(
        Rows.query(
            connection,
            "SELECT CASE WHEN worker_id = ? THEN other_worker_id ELSE worker_id END AS other"
                + " FROM declared_relations WHERE other_worker_id IS NOT NULL"
                + " AND (worker_id = ? OR other_worker_id = ?)"
                + " AND (ended_at IS NULL OR ended_at > ?)",
            row -> Rows.text(row, "other"),
            id,
            id,
            id,
            since));
    List<String> clients =
        Rows.query(
            connection,
            "SELECT DISTINCT client_id FROM declared_relations WHERE worker_id = ?"
                + " AND client_id IS NOT NULL AND (ended_at IS NULL OR ended_at > ?)",
            row -> Rows.text(row, "client_id"),
            id,
            since);
    return new Viewer.Mapped(
        worker,
        close.stream().map(WorkerId::new).collect(Collectors.toSet()),
        teams.stream().map(TeamId::new).collect(Collectors.toSet()),
        clients.stream().map(ClientId::new).collect(Collectors.toSet()));
  }

  /** Takes in a worker file; an older version than the one held changes nothing. */
  public static void takeIn(
      Connection connection,
      WorkerId worker,
      long version,
      List<Dated> teams,
      List<Dated> supervisors)
      throws SQLException {
    int newer =
        Rows.update(
            connection,
            "INSERT INTO workers (worker_id, version) VALUES (?, ?)"
                + " ON CONFLICT (worker_id) DO UPDATE SET version = EXCLUDED.version"
                + " WHERE workers.version < EXCLUDED.version",
            worker.value(),
            version);
    if (newer == 0) {
      return;
    }
    replace(connection, "worker_teams", "team_id", worker, teams);
    replace(connection, "worker_supervisors", "supervisor_id", worker, supervisors);
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
