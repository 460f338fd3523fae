package org.casenotesaudit.alerts.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.casenotesaudit.alerts.concern.ClientId;
import org.casenotesaudit.alerts.concern.TeamId;
import org.casenotesaudit.alerts.concern.Viewer;
import org.casenotesaudit.alerts.concern.WorkerId;

/**
 * Who stands close to whom, and who reviews, from worker files and declarations. Relations that
 * ended within the look-back still count: a reviewer does not judge the team left last month.
 */
public final class Directory {

  /** How long a relation that ended still keeps somebody from seeing a concern. */
  public static final Duration LOOK_BACK = Duration.ofDays(365);

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
    return Rows.query(
                connection, "SELECT 1 FROM workers WHERE worker_id = ?", row -> 1, worker.value())
            .isEmpty()
        ? new Viewer.Unmapped(worker)
        : withRelations(connection, worker, now);
  }

  /**
   * The external reviewer. They need no worker file: they are named in the settings because they
   * stand outside of the agency. Relations that are known count for them as for everybody.
   */
  public static Viewer.External external(Connection connection, WorkerId worker, Instant now)
      throws SQLException {
    return new Viewer.External(
        withRelations(connection, worker, now), reviewers(connection, Optional.of(worker), now));
  }

  /** Everybody who reviews now by their worker file, but for the external reviewer. */
  public static List<Viewer.Mapped> reviewers(
      Connection connection, Optional<WorkerId> external, Instant now) throws SQLException {
    List<Viewer.Mapped> reviewers = new ArrayList<>();
    for (String id :
        Rows.query(
            connection,
            "SELECT DISTINCT worker_id FROM worker_roles WHERE valid_from <= ?"
                + " AND (valid_until IS NULL OR valid_until > ?)",
            row -> Rows.text(row, "worker_id"),
            now,
            now)) {
      WorkerId reviewer = new WorkerId(id);
      if (!external.equals(Optional.of(reviewer))) {
        reviewers.add(withRelations(connection, reviewer, now));
      }
    }
    return List.copyOf(reviewers);
  }

  private static Viewer.Mapped withRelations(Connection connection, WorkerId worker, Instant now)
      throws SQLException {
    String id = worker.value();
    Instant since = now.minus(LOOK_BACK);
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

  /**
   * Whether this worker reviews concerns now, by the roles in their worker file. Of somebody who
   * acts here themselves, their token says it.
   */
  public static boolean mayReview(Connection connection, WorkerId worker, Instant now)
      throws SQLException {
    return !Rows.query(
            connection,
            "SELECT 1 FROM worker_roles WHERE worker_id = ?"
                + " AND valid_from <= ? AND (valid_until IS NULL OR valid_until > ?)",
            row -> 1,
            worker.value(),
            now,
            now)
        .isEmpty();
  }
}
