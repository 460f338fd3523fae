package org.casenotesaudit.alerts.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.alerts.concern.Alert;
import org.casenotesaudit.alerts.concern.ClientId;
import org.casenotesaudit.alerts.concern.ConcernId;
import org.casenotesaudit.alerts.concern.ConcernKind;
import org.casenotesaudit.alerts.concern.JudgementRevision;
import org.casenotesaudit.alerts.concern.Member;
import org.casenotesaudit.alerts.concern.Observed;
import org.casenotesaudit.alerts.concern.TeamId;
import org.casenotesaudit.alerts.concern.Withdrawal;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.Origin;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.Severity;
import org.casenotesaudit.events.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What lies in one concern: alerts, judgement revisions, comments, history. Ask for the concern
 * first.
 */
public final class ConcernRecord {

  /** What a reviewer wrote. */
  public record Comment(UUID commentId, WorkerId author, String words, Instant writtenAt) {}

  /**
   * Something that happened to a concern.
   *
   * @param actor who did it, null when the stream did
   * @param detail a code: the assignee, the resolution, the alert
   * @param words what was written with it
   * @param eventId the review event that tells of it, null when there is none
   */
  public record HistoryEntry(
      Instant at,
      @Nullable WorkerId actor,
      Happening what,
      @Nullable String detail,
      @Nullable String words,
      @Nullable String eventId) {}

  /** What can happen to a concern. */
  public enum Happening {
    OPENED,
    ALERT_JOINED,
    ALERT_WITHDRAWN,
    ALERT_MOVED,
    CLOSED_AS_WITHDRAWN,
    OPENED_AGAIN_BY_ALERT,
    VIEWED,
    NAME_SHOWN,
    REASON_SHOWN,
    ASSIGNED,
    COMMENTED,
    RESOLVED,
    REOPENED
  }

  private static final String MEMBERS =
      """
      SELECT a.*, w.revision AS w_revision, w.judgement_event_id AS w_judgement, w.withdrawn_at,
        c.kind AS concern_kind
      FROM concern_alerts ca
      JOIN concerns c USING (concern_id)
      JOIN alerts a USING (alert_id)
      LEFT JOIN alert_withdrawals w USING (alert_id)
      WHERE ca.concern_id = ?
      ORDER BY a.access_at, a.alert_id
      """;

  private static final String TELLS_OF =
      """
      SELECT 1 FROM concern_history WHERE concern_id = ? AND event_id = ?
      UNION ALL
      SELECT 1 FROM concern_alerts ca JOIN alerts a USING (alert_id)
      LEFT JOIN alert_withdrawals w USING (alert_id)
      LEFT JOIN judgements j ON j.access_id = a.access_id
      LEFT JOIN accesses o ON o.access_id = a.access_id
      WHERE ca.concern_id = ?
        AND (? = ANY (a.fact_event_ids)
          OR ? IN (a.event_id, a.judgement_event_id, w.judgement_event_id, o.event_id, j.event_id,
                   j.triggered_by_event_id))
      LIMIT 1
      """;

  private ConcernRecord() {}

  /**
   * Whether an event is one of a concern: of its alerts, of the judgements and facts behind them,
   * or of what reviewers did.
   */
  public static boolean tellsOf(Connection connection, ConcernId id, String eventId)
      throws SQLException {
    return !Rows.query(
            connection, TELLS_OF, row -> 1, id.value(), eventId, id.value(), eventId, eventId)
        .isEmpty();
  }

  public static List<Member> members(Connection connection, ConcernId id) throws SQLException {
    return Rows.query(connection, MEMBERS, ConcernRecord::member, id.value());
  }

  /** Revisions of the judgements of these accesses, in order of access and revision. */
  public static List<JudgementRevision> judgements(
      Connection connection, Collection<String> accessIds) throws SQLException {
    return Rows.query(
        connection,
        "SELECT * FROM judgements WHERE access_id = ANY (?) ORDER BY access_id, revision",
        ConcernRecord::judgement,
        new Object[] {accessIds.toArray(String[]::new)});
  }

  /** What was observed of these accesses. */
  public static List<Observed> observed(Connection connection, Collection<String> accessIds)
      throws SQLException {
    return Rows.query(
        connection,
        "SELECT * FROM accesses WHERE access_id = ANY (?)",
        row ->
            new Observed(
                Rows.text(row, "access_id"),
                Rows.text(row, "event_id"),
                Purpose.valueOf(Rows.text(row, "purpose")),
                Rows.textOrNull(row, "record_id"),
                Origin.valueOf(Rows.text(row, "origin"))),
        new Object[] {accessIds.toArray(String[]::new)});
  }

  public static List<Comment> comments(Connection connection, ConcernId id) throws SQLException {
    return Rows.query(
        connection,
        "SELECT * FROM concern_comments WHERE concern_id = ? ORDER BY written_at, comment_id",
        row ->
            new Comment(
                Rows.uuid(row, "comment_id"),
                new WorkerId(Rows.text(row, "author_id")),
                Rows.text(row, "words"),
                Rows.instant(row, "written_at")),
        id.value());
  }

  public static List<HistoryEntry> history(Connection connection, ConcernId id)
      throws SQLException {
    return Rows.query(
        connection,
        "SELECT * FROM concern_history WHERE concern_id = ? ORDER BY entry_id",
        row -> {
          String actor = Rows.textOrNull(row, "actor_id");
          return new HistoryEntry(
              Rows.instant(row, "happened_at"),
              actor == null ? null : new WorkerId(actor),
              Happening.valueOf(Rows.text(row, "what")),
              Rows.textOrNull(row, "detail"),
              Rows.textOrNull(row, "words"),
              Rows.textOrNull(row, "event_id"));
        },
        id.value());
  }

  /** Adds to the history; nothing ever leaves it. */
  public static void happened(Connection connection, ConcernId id, HistoryEntry entry)
      throws SQLException {
    Rows.update(
        connection,
        "INSERT INTO concern_history (concern_id, happened_at, actor_id, what, detail, words,"
            + " event_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
        id.value(),
        entry.at(),
        entry.actor() == null ? null : entry.actor().value(),
        entry.what().name(),
        entry.detail(),
        entry.words(),
        entry.eventId());
  }

  private static Member member(ResultSet row) throws SQLException {
    Alert alert = alert(row);
    String withdrawnBy = Rows.textOrNull(row, "w_judgement");
    return new Member(
        alert,
        withdrawnBy == null
            ? null
            : new Withdrawal(
                alert.alertId(),
                row.getInt("w_revision"),
                withdrawnBy,
                Rows.instant(row, "withdrawn_at")),
        ConcernKind.valueOf(Rows.text(row, "concern_kind")));
  }

  static Alert alert(ResultSet row) throws SQLException {
    String client = Rows.textOrNull(row, "client_id");
    return new Alert(
        Rows.text(row, "alert_id"),
        Rows.text(row, "event_id"),
        Rows.text(row, "judgement_event_id"),
        Rows.text(row, "access_id"),
        new WorkerId(Rows.text(row, "worker_id")),
        client == null ? null : new ClientId(client),
        row.getInt("revision"),
        Rows.text(row, "rule_id"),
        Severity.valueOf(Rows.text(row, "severity")),
        row.getInt("score"),
        row.getBoolean("attributable"),
        Rows.texts(row, "reasons"),
        Rows.texts(row, "fact_event_ids"),
        RecordKind.valueOf(Rows.text(row, "record_kind")),
        Action.valueOf(Rows.text(row, "action")),
        Rows.instant(row, "access_at"),
        Rows.texts(row, "team_ids").stream().map(TeamId::new).toList(),
        Rows.instant(row, "raised_at"));
  }

  private static JudgementRevision judgement(ResultSet row) throws SQLException {
    return new JudgementRevision(
        Rows.text(row, "event_id"),
        Rows.text(row, "access_id"),
        row.getInt("revision"),
        Rows.instant(row, "judged_at"),
        answer(row, "known"),
        answer(row, "later"),
        Rows.texts(row, "missing_facts"),
        Rows.text(row, "pack_digest"),
        Rows.textOrNull(row, "triggered_by_event_id"));
  }

  private static JudgementRevision.Answer answer(ResultSet row, String which) throws SQLException {
    return new JudgementRevision.Answer(
        Verdict.valueOf(Rows.text(row, which + "_verdict")),
        Rows.texts(row, which + "_explanations"),
        Rows.texts(row, which + "_concerns"));
  }
}
