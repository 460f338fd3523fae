package org.casenotesaudit.confidentiality.publishing;

import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.AlertRaised;
import org.casenotesaudit.events.AlertWithdrawn;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.Severity;
import org.casenotesaudit.rules.facts.Access;
import org.casenotesaudit.rules.facts.TeamId;
import org.casenotesaudit.rules.judgement.Alert;
import org.casenotesaudit.rules.judgement.Finding;

/** Writes alerts, raised and withdrawn, as events. */
public final class AlertEvents {

  private AlertEvents() {}

  /** The judgement in whose revision an alert is raised or withdrawn. */
  public record Revision(String judgementEventId, int number) {}

  public static AlertRaised raised(
      Envelope envelope, Access access, Alert alert, Revision revision) {
    Finding finding = alert.finding();
    return AlertRaised.newBuilder()
        .setEnvelope(envelope)
        .setAlertId(Ids.alert(access, AlertKey.of(access, finding.concernId())))
        .setAccessId(access.accessId().value())
        .setJudgementEventId(revision.judgementEventId())
        .setWorkerId(access.worker().value())
        .setRevision(revision.number())
        .setConcernId(finding.concernId())
        .setSeverity(Severity.valueOf(finding.severity().name()))
        .setScore(finding.score())
        .setAttributable(alert.attributable())
        .setReasons(finding.reasons())
        .setFactEventIds(JudgementEvents.ids(finding.facts()))
        .setRecordKind(RecordKind.valueOf(access.target().kind().name()))
        .setAction(Action.valueOf(access.action().name()))
        .setAccessOccurredAt(access.occurredAt())
        .setTeamIds(access.workerFacts().teams().stream().map(TeamId::value).sorted().toList())
        .build();
  }

  public static AlertWithdrawn withdrawn(
      Envelope envelope, Access access, AlertKey key, Revision revision) {
    return AlertWithdrawn.newBuilder()
        .setEnvelope(envelope)
        .setAlertId(Ids.alert(access, key))
        .setAccessId(access.accessId().value())
        .setWorkerId(key.worker(access).value())
        .setJudgementEventId(revision.judgementEventId())
        .setRevision(revision.number())
        .build();
  }

  /**
   * Digest of what an alert says, without ids: raised again only if a reader would read something
   * else. Teams come with the worker: where it was learned later who that is, they can change.
   */
  public static String contentDigest(Access access, Alert alert) {
    Finding finding = alert.finding();
    String learned = access.learnedFrom().map(origin -> "|" + origin.eventId()).orElse("");
    return Digests.sha256(
        String.join(
            "|",
            finding.severity().name(),
            Integer.toString(finding.score()),
            Boolean.toString(alert.attributable()),
            String.join(",", finding.reasons()),
            String.join(",", JudgementEvents.ids(finding.facts())) + learned));
  }
}
