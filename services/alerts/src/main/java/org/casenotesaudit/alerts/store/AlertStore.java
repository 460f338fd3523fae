package org.casenotesaudit.alerts.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.casenotesaudit.alerts.concern.Alert;
import org.casenotesaudit.alerts.concern.Concern;
import org.casenotesaudit.alerts.concern.ConcernId;
import org.casenotesaudit.alerts.concern.ConcernStatus;
import org.casenotesaudit.alerts.concern.GroupKey;
import org.casenotesaudit.alerts.concern.JudgementRevision;
import org.casenotesaudit.alerts.concern.Observed;
import org.casenotesaudit.alerts.concern.Standing;
import org.casenotesaudit.alerts.concern.TeamId;
import org.casenotesaudit.alerts.concern.Withdrawal;
import org.jspecify.annotations.Nullable;

/** Where the stream's alerts and judgements are kept. Nobody's view: no reviewer asks here. */
public final class AlertStore {

  /** What came of an access without alert is dropped after this; most accesses never have one. */
  private static final String KEPT_WITHOUT_ALERT = "2 days";

  // Any number of ours: one intake at a time, so that concerns are numbered in order of commit.
  private static final long INTAKE_LOCK = 0x616c657274730001L;

  private AlertStore() {}

  /** One intake at a time, also across instances. Held until the transaction ends. */
  public static void lockIntake(Connection connection) throws SQLException {
    Rows.query(connection, "SELECT pg_advisory_xact_lock(?)", row -> 1, INTAKE_LOCK);
  }

  public static Optional<Alert> alert(Connection connection, String alertId) throws SQLException {
    return Rows.query(
            connection, "SELECT * FROM alerts WHERE alert_id = ?", ConcernRecord::alert, alertId)
        .stream()
        .findFirst();
  }

  /**
   * Keeps an alert, replacing an earlier revision of it. Its teams, too: whom an access is learned
   * to be of comes with the teams of then, and another word on it may bring others.
   */
  public static void keep(Connection connection, Alert alert, Instant now) throws SQLException {
    Rows.update(
        connection,
        """
        INSERT INTO alerts (alert_id, event_id, judgement_event_id, access_id, worker_id, client_id,
          revision, rule_id, severity, score, attributable, reasons, fact_event_ids, record_kind,
          action, access_at, team_ids, raised_at, received_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (alert_id) DO UPDATE SET
          event_id = EXCLUDED.event_id, judgement_event_id = EXCLUDED.judgement_event_id,
          revision = EXCLUDED.revision, severity = EXCLUDED.severity, score = EXCLUDED.score,
          attributable = EXCLUDED.attributable, reasons = EXCLUDED.reasons,
          fact_event_ids = EXCLUDED.fact_event_ids, team_ids = EXCLUDED.team_ids,
          raised_at = EXCLUDED.raised_at
        WHERE alerts.revision < EXCLUDED.revision
        """,
        alert.alertId(),
        alert.eventId(),
        alert.judgementEventId(),
        alert.accessId(),
        alert.worker().value(),
        alert.client() == null ? null : alert.client().value(),
        alert.revision(),
        alert.ruleId(),
        alert.severity().name(),
        alert.score(),
        alert.attributable(),
        alert.reasons().toArray(String[]::new),
        alert.factEventIds().toArray(String[]::new),
        alert.recordKind().name(),
        alert.action().name(),
        alert.accessAt(),
        alert.teamIds().stream().map(TeamId::value).toArray(String[]::new),
        alert.raisedAt(),
        now);
  }

  /** Whether a withdrawal later than that revision of the alert was read. */
  public static boolean withdrawnAfter(Connection connection, String alertId, int revision)
      throws SQLException {
    return !Rows.query(
            connection,
            "SELECT 1 FROM alert_withdrawals WHERE alert_id = ? AND revision > ?",
            row -> 1,
            alertId,
            revision)
        .isEmpty();
  }

  /** Whether the withdrawal was news. */
  public static boolean keep(Connection connection, Withdrawal withdrawal) throws SQLException {
    return Rows.update(
            connection,
            """
            INSERT INTO alert_withdrawals (alert_id, revision, judgement_event_id, withdrawn_at)
            VALUES (?, ?, ?, ?)
            ON CONFLICT (alert_id) DO UPDATE SET revision = EXCLUDED.revision,
              judgement_event_id = EXCLUDED.judgement_event_id, withdrawn_at = EXCLUDED.withdrawn_at
            WHERE alert_withdrawals.revision < EXCLUDED.revision
            """,
            withdrawal.alertId(),
            withdrawal.revision(),
            withdrawal.judgementEventId(),
            withdrawal.withdrawnAt())
        > 0;
  }

  public static void keep(Connection connection, JudgementRevision judgement, Instant now)
      throws SQLException {
    Rows.update(
        connection,
        """
        INSERT INTO judgements (event_id, access_id, revision, judged_at, known_verdict,
          known_explanations, known_concerns, later_verdict, later_explanations, later_concerns,
          missing_facts, pack_digest, triggered_by_event_id, received_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (event_id) DO NOTHING
        """,
        judgement.eventId(),
        judgement.accessId(),
        judgement.revision(),
        judgement.judgedAt(),
        judgement.known().verdict().name(),
        judgement.known().explanations().toArray(String[]::new),
        judgement.known().concerns().toArray(String[]::new),
        judgement.later().verdict().name(),
        judgement.later().explanations().toArray(String[]::new),
        judgement.later().concerns().toArray(String[]::new),
        judgement.missingFacts().toArray(String[]::new),
        judgement.packDigest(),
        judgement.triggeredByEventId(),
        now);
  }

  /** Keeps what was observed of an access; an access is observed once. */
  public static void keep(Connection connection, Observed observed, Instant now)
      throws SQLException {
    Rows.update(
        connection,
        "INSERT INTO accesses (access_id, event_id, purpose, record_id, origin, received_at)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (access_id) DO NOTHING",
        observed.accessId(),
        observed.eventId(),
        observed.purpose().name(),
        observed.recordId(),
        observed.origin().name(),
        now);
  }

  /** Drops accesses, and judgements of them, that no alert came for. */
  public static int dropUnalerted(Connection connection) throws SQLException {
    int dropped = 0;
    for (String table : List.of("accesses", "judgements")) {
      dropped +=
          Rows.update(
              connection,
              "DELETE FROM "
                  + table
                  + " t WHERE t.received_at < now() - interval '"
                  + KEPT_WITHOUT_ALERT
                  + "' AND NOT EXISTS (SELECT 1 FROM alerts a WHERE a.access_id = t.access_id)");
    }
    return dropped;
  }

  /** The newest concern of a group, held until the transaction ends. */
  public static Optional<Concern> newestOf(Connection connection, GroupKey key)
      throws SQLException {
    return Rows.query(
            connection,
            "SELECT * FROM concerns WHERE group_key = ? ORDER BY generation DESC LIMIT 1 FOR"
                + " UPDATE",
            ConcernQueries::concern,
            key.text())
        .stream()
        .findFirst();
  }

  /** Concerns that hold an alert, held until the transaction ends. */
  public static List<Concern> concernsWith(Connection connection, String alertId)
      throws SQLException {
    return Rows.query(
        connection,
        "SELECT c.* FROM concerns c JOIN concern_alerts ca USING (concern_id) WHERE ca.alert_id = ?"
            + " ORDER BY c.opened_number FOR UPDATE OF c",
        ConcernQueries::concern,
        alertId);
  }

  /** Opens the next concern of a group. */
  public static void open(
      Connection connection,
      ConcernId id,
      GroupKey key,
      @Nullable ConcernId follows,
      Standing standing,
      Instant now)
      throws SQLException {
    Rows.update(
        connection,
        """
        INSERT INTO concerns (concern_id, group_key, generation, follows_concern_id, kind,
          rule_family, worker_id, client_id, status, severity, severity_rank, score, rule_ids,
          team_ids, alert_count, withdrawn_count, first_at, last_at, opened_at, opened_number)
        VALUES (?, ?, (SELECT coalesce(max(generation), 0) + 1 FROM concerns WHERE group_key = ?),
          ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nextval('concern_numbers'))
        """,
        id.value(),
        key.text(),
        key.text(),
        follows == null ? null : follows.value(),
        key.kind().name(),
        key.family().name(),
        key.worker().value(),
        key.client() == null ? null : key.client().value(),
        ConcernStatus.OPEN.name(),
        standing.severity().name(),
        (short) standing.severity().ordinal(),
        standing.score(),
        standing.ruleIds().toArray(String[]::new),
        standing.teamIds().toArray(String[]::new),
        standing.alertCount(),
        standing.withdrawnCount(),
        standing.firstAt(),
        standing.lastAt(),
        now);
  }

  /** Generations that a group has had. */
  public static int generations(Connection connection, GroupKey key) throws SQLException {
    return Rows.query(
            connection,
            "SELECT count(*) AS n FROM concerns WHERE group_key = ?",
            row -> row.getInt("n"),
            key.text())
        .getFirst();
  }

  public static void join(Connection connection, ConcernId id, String alertId) throws SQLException {
    Rows.update(
        connection,
        "INSERT INTO concern_alerts (concern_id, alert_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
        id.value(),
        alertId);
  }

  /** Writes how a concern stands now that its alerts changed. */
  public static void stand(
      Connection connection, ConcernId id, ConcernStatus status, Standing standing)
      throws SQLException {
    Rows.update(
        connection,
        """
        UPDATE concerns SET status = ?, severity = ?, severity_rank = ?, score = ?, rule_ids = ?,
          team_ids = ?, alert_count = ?, withdrawn_count = ?, first_at = ?, last_at = ?
        WHERE concern_id = ?
        """,
        status.name(),
        standing.severity().name(),
        (short) standing.severity().ordinal(),
        standing.score(),
        standing.ruleIds().toArray(String[]::new),
        standing.teamIds().toArray(String[]::new),
        standing.alertCount(),
        standing.withdrawnCount(),
        standing.firstAt(),
        standing.lastAt(),
        id.value());
  }
}
