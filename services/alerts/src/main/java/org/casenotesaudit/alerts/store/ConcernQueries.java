package org.casenotesaudit.alerts.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.casenotesaudit.alerts.concern.ClientId;
import org.casenotesaudit.alerts.concern.Concern;
import org.casenotesaudit.alerts.concern.ConcernId;
import org.casenotesaudit.alerts.concern.ConcernKind;
import org.casenotesaudit.alerts.concern.ConcernStatus;
import org.casenotesaudit.alerts.concern.OwnConcern;
import org.casenotesaudit.alerts.concern.RuleFamily;
import org.casenotesaudit.alerts.concern.TeamId;
import org.casenotesaudit.alerts.concern.Viewer;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.casenotesaudit.events.Resolution;
import org.casenotesaudit.events.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Every question about concerns that a reviewer can ask. Each takes the viewer, and each query
 * carries the own-concern condition: there is no way to ask without it.
 */
public final class ConcernQueries {

  private ConcernQueries() {}

  /**
   * One page of the queue.
   *
   * @param cursor the {@code nextCursor} of the page before, null for the first; one that is none
   *     starts again, so ask {@link QueuePage#isCursor} before
   */
  public static QueuePage page(
      Connection connection, Viewer viewer, QueueFilter filter, int limit, @Nullable String cursor)
      throws SQLException {
    Question all = Question.visibleTo(viewer);
    long visible = count(connection, all);
    long newest = newest(connection, all);
    Question matching = all.and(filter);
    long matchingCount = count(connection, matching);
    Question page =
        matching.after(filter.order(), cursor == null ? null : Cursor.parse(cursor).orElse(null));
    long before = cursor == null ? 0 : matchingCount - count(connection, page);
    List<Concern> found =
        Rows.query(
            connection,
            "SELECT c.* FROM concerns c WHERE "
                + page.condition
                + switch (filter.order()) {
                  case SCORE -> " ORDER BY c.score DESC, c.opened_number ASC LIMIT ";
                  case NEWEST -> " ORDER BY c.opened_number DESC LIMIT ";
                }
                + (limit + 1),
            ConcernQueries::concern,
            page.values());
    boolean more = found.size() > limit;
    List<Concern> shown = more ? found.subList(0, limit) : found;
    return new QueuePage(
        List.copyOf(shown),
        before,
        matchingCount,
        visible,
        newest,
        more ? Cursor.after(shown.getLast()).text() : null);
  }

  /** Concerns that opened after a number, oldest first. */
  public static List<Concern> openedAfter(Connection connection, Viewer viewer, long openedNumber)
      throws SQLException {
    Question question = Question.visibleTo(viewer).and("c.opened_number > ?", openedNumber);
    return Rows.query(
        connection,
        "SELECT c.* FROM concerns c WHERE "
            + question.condition
            + " ORDER BY c.opened_number LIMIT 200",
        ConcernQueries::concern,
        question.values());
  }

  /** One concern, if there is one and this viewer may see it: both absences look the same. */
  public static Optional<Concern> find(Connection connection, Viewer viewer, ConcernId id)
      throws SQLException {
    return one(connection, viewer, id, "");
  }

  /** The same, held until the transaction ends, for a step that changes it. */
  public static Optional<Concern> findForStep(Connection connection, Viewer viewer, ConcernId id)
      throws SQLException {
    return one(connection, viewer, id, " FOR UPDATE");
  }

  /** Rules among the concerns that this viewer may see, for the filter. */
  public static List<String> rules(Connection connection, Viewer viewer) throws SQLException {
    Question question = Question.visibleTo(viewer);
    return Rows.query(
        connection,
        "SELECT DISTINCT unnest(c.rule_ids) AS rule FROM concerns c WHERE "
            + question.condition
            + " ORDER BY 1",
        row -> Rows.text(row, "rule"),
        question.values());
  }

  /** How many concerns still wait for a reviewer while no one of these may see them. */
  public static long unsettledForNobodyOf(Connection connection, List<Viewer.Mapped> reviewers)
      throws SQLException {
    OwnConcern.Condition nobody = OwnConcern.sqlForNobodyOf(reviewers);
    return count(
        connection,
        new Question(nobody.sql(), List.copyOf(nobody.textArrays()))
            .and("c.status IN (?, ?)", ConcernStatus.OPEN.name(), ConcernStatus.IN_REVIEW.name()));
  }

  private static Optional<Concern> one(
      Connection connection, Viewer viewer, ConcernId id, String lock) throws SQLException {
    Question question = Question.visibleTo(viewer).and("c.concern_id = ?", id.value());
    return Rows.query(
            connection,
            "SELECT c.* FROM concerns c WHERE " + question.condition + lock,
            ConcernQueries::concern,
            question.values())
        .stream()
        .findFirst();
  }

  private static long count(Connection connection, Question question) throws SQLException {
    return Rows.query(
            connection,
            "SELECT count(*) AS n FROM concerns c WHERE " + question.condition,
            row -> row.getLong("n"),
            question.values())
        .getFirst();
  }

  private static long newest(Connection connection, Question question) throws SQLException {
    return Rows.query(
            connection,
            "SELECT coalesce(max(c.opened_number), 0) AS n FROM concerns c WHERE "
                + question.condition,
            row -> row.getLong("n"),
            question.values())
        .getFirst();
  }

  static Concern concern(ResultSet row) throws SQLException {
    String client = Rows.textOrNull(row, "client_id");
    String assignee = Rows.textOrNull(row, "assignee_id");
    String resolution = Rows.textOrNull(row, "resolution");
    var follows = Rows.uuidOrNull(row, "follows_concern_id");
    return new Concern(
        new ConcernId(Rows.uuid(row, "concern_id")),
        ConcernKind.valueOf(Rows.text(row, "kind")),
        RuleFamily.valueOf(Rows.text(row, "rule_family")),
        new WorkerId(Rows.text(row, "worker_id")),
        client == null ? null : new ClientId(client),
        ConcernStatus.valueOf(Rows.text(row, "status")),
        assignee == null ? null : new WorkerId(assignee),
        resolution == null ? null : Resolution.valueOf(resolution),
        Severity.valueOf(Rows.text(row, "severity")),
        row.getInt("score"),
        Rows.texts(row, "rule_ids"),
        Rows.texts(row, "team_ids").stream().map(TeamId::new).toList(),
        row.getInt("alert_count"),
        row.getInt("withdrawn_count"),
        Rows.instant(row, "first_at"),
        Rows.instant(row, "last_at"),
        Rows.instant(row, "opened_at"),
        row.getLong("opened_number"),
        follows == null ? null : new ConcernId(follows));
  }

  /** A condition in the making; it starts from who asks. */
  private record Question(String condition, List<Object> bound) {

    static Question visibleTo(Viewer viewer) {
      OwnConcern.Condition own = OwnConcern.sql(viewer);
      return new Question(own.sql(), List.copyOf(own.textArrays()));
    }

    Question and(String more, Object... values) {
      List<Object> all = new ArrayList<>(bound);
      all.addAll(Arrays.asList(values));
      return new Question(condition + " AND " + more, List.copyOf(all));
    }

    Question and(QueueFilter filter) {
      Question question = this;
      if (!filter.status().isEmpty()) {
        Object statuses = filter.status().stream().map(Enum::name).toArray(String[]::new);
        question = question.and("c.status = ANY (?)", statuses);
      }
      if (filter.severity().isPresent()) {
        question = question.and("c.severity = ?", filter.severity().get().name());
      }
      if (filter.rule().isPresent()) {
        question = question.and("? = ANY (c.rule_ids)", filter.rule().get());
      }
      if (filter.assignee().isPresent()) {
        question =
            filter.assignee().get().equals(QueueFilter.NOBODY)
                ? question.and("c.assignee_id IS NULL")
                : question.and("c.assignee_id = ?", filter.assignee().get());
      }
      return question;
    }

    Question after(QueueFilter.Order order, @Nullable Cursor cursor) {
      if (cursor == null) {
        return this;
      }
      return switch (order) {
        case SCORE ->
            and(
                "(c.score < ? OR (c.score = ? AND c.opened_number > ?))",
                cursor.score(),
                cursor.score(),
                cursor.openedNumber());
        case NEWEST -> and("c.opened_number < ?", cursor.openedNumber());
      };
    }

    Object[] values() {
      return bound.toArray();
    }
  }
}
