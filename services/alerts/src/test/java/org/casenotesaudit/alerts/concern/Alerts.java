package org.casenotesaudit.alerts.concern;

import java.time.Instant;
import java.util.List;
import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.Severity;

/** Builds alerts that read aloud: {@code anAlert().of("after-ending").by("w1").on("c1")}. */
record Alerts(
    String id,
    String rule,
    String worker,
    String client,
    Severity severity,
    int score,
    int revision,
    boolean attributable,
    Instant accessAt,
    List<String> reasons) {

  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  static Alerts anAlert(String id) {
    return new Alerts(
        id, "after-ending", "worker-1", "client-1", Severity.HIGH, 700, 1, true, NOON, List.of());
  }

  Alerts of(String ruleId) {
    return new Alerts(
        id, ruleId, worker, client, severity, score, revision, attributable, accessAt, reasons);
  }

  Alerts by(String workerId) {
    return new Alerts(
        id, rule, workerId, client, severity, score, revision, attributable, accessAt, reasons);
  }

  Alerts on(String clientId) {
    return new Alerts(
        id, rule, worker, clientId, severity, score, revision, attributable, accessAt, reasons);
  }

  Alerts weighing(Severity grave, int points) {
    return new Alerts(
        id, rule, worker, client, grave, points, revision, attributable, accessAt, reasons);
  }

  Alerts inRevision(int number) {
    return new Alerts(
        id, rule, worker, client, severity, score, number, attributable, accessAt, reasons);
  }

  Alerts notAttributable() {
    return new Alerts(
        id, rule, worker, client, severity, score, revision, false, accessAt, reasons);
  }

  Alerts at(Instant moment) {
    return new Alerts(
        id, rule, worker, client, severity, score, revision, attributable, moment, reasons);
  }

  Alerts because(String... codes) {
    return new Alerts(
        id,
        rule,
        worker,
        client,
        severity,
        score,
        revision,
        attributable,
        accessAt,
        List.of(codes));
  }

  Alert alert() {
    return alertOf("access-" + id);
  }

  /** Of an access that others are of, too. */
  Alert alertOf(String accessId) {
    return new Alert(
        id,
        "event-" + id,
        "judgement-" + id,
        accessId,
        new WorkerId(worker),
        client == null ? null : new ClientId(client),
        revision,
        rule,
        severity,
        score,
        attributable,
        reasons,
        List.of(),
        RecordKind.CASE_NOTE,
        Action.VIEW,
        accessAt,
        List.of(new TeamId("team-1")),
        accessAt.plusSeconds(1));
  }

  Member standing() {
    return new Member(alert(), null, alert().kind());
  }

  Member withdrawnInRevision(int number) {
    return new Member(
        alert(), new Withdrawal(id, number, "judgement", accessAt.plusSeconds(60)), alert().kind());
  }

  /** In a concern of the kind that it had when it joined, whatever it is now. */
  Member thatJoined(ConcernKind kind) {
    return new Member(alert(), null, kind);
  }
}
