package org.casenotesaudit.alerts.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.casenotesaudit.alerts.concern.ConcernId;
import org.casenotesaudit.alerts.concern.ConcernStatus;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.casenotesaudit.events.Resolution;
import org.jspecify.annotations.Nullable;

/** Writes what a step did to a concern. The caller has decided it and holds the row. */
public final class ConcernSteps {

  private ConcernSteps() {}

  public static void assign(
      Connection connection, ConcernId id, ConcernStatus status, @Nullable WorkerId assignee)
      throws SQLException {
    Rows.update(
        connection,
        "UPDATE concerns SET status = ?, assignee_id = ? WHERE concern_id = ?",
        status.name(),
        assignee == null ? null : assignee.value(),
        id.value());
  }

  public static void resolve(Connection connection, ConcernId id, Resolution resolution)
      throws SQLException {
    Rows.update(
        connection,
        "UPDATE concerns SET status = ?, resolution = ? WHERE concern_id = ?",
        ConcernStatus.RESOLVED.name(),
        resolution.name(),
        id.value());
  }

  /** Open again, and nobody's: whoever takes it up says so. */
  public static void reopen(Connection connection, ConcernId id) throws SQLException {
    Rows.update(
        connection,
        "UPDATE concerns SET status = ?, resolution = NULL, assignee_id = NULL WHERE concern_id ="
            + " ?",
        ConcernStatus.OPEN.name(),
        id.value());
  }

  public static void comment(
      Connection connection,
      ConcernId id,
      UUID commentId,
      WorkerId author,
      String words,
      Instant at)
      throws SQLException {
    Rows.update(
        connection,
        "INSERT INTO concern_comments (comment_id, concern_id, author_id, words, written_at) VALUES"
            + " (?, ?, ?, ?, ?)",
        commentId,
        id.value(),
        author.value(),
        words,
        at);
  }
}
