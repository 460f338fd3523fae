package org.casenotesaudit.audittrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.testkit.fixtures.Fixtures.aConflict;
import static org.casenotesaudit.testkit.fixtures.Fixtures.anAccess;
import static org.casenotesaudit.testkit.fixtures.Fixtures.anAllocation;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.AlertRaised;
import org.casenotesaudit.events.AllocationKind;
import org.casenotesaudit.events.ConcernFinding;
import org.casenotesaudit.events.ConflictOfInterestCleared;
import org.casenotesaudit.events.ConflictOfInterestFound;
import org.casenotesaudit.events.ConflictStrength;
import org.casenotesaudit.events.DeclarationKind;
import org.casenotesaudit.events.DeclarationMade;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.JudgementMade;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.RequestRefusalReason;
import org.casenotesaudit.events.RequestRefused;
import org.casenotesaudit.events.Severity;
import org.casenotesaudit.events.TrailExported;
import org.casenotesaudit.events.Verdict;
import org.casenotesaudit.events.VerdictWithReasons;
import org.casenotesaudit.events.catalogue.Topic;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nobody takes away a history with a concern about themselves, or of a client whom they know. */
class OwnConcernIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final RunningTrail trail = RunningTrail.shared();

  private final UUID client = UUID.randomUUID();
  private final UUID auditor = UUID.randomUUID();

  private enum Tie {
    ALERT,
    JUDGEMENT,
    ALLOCATION,
    CONFLICT,
    DECLARATION
  }

  @ParameterizedTest
  @EnumSource(Tie.class)
  void whoeverTheHistoryTiesToTheClientDoesNotExportItAndSomebodyElseDoes(Tie tie)
      throws Exception {
    entered(topicOf(tie), of(tie));
    try (TopicReader refusals = TopicReader.fromNow(Topics.refusalsOf("audit-trail"));
        TopicReader reads = TopicReader.fromNow(Topics.TRAIL_READS)) {
      HttpResponse<byte[]> answer = export();

      RunningTrail.assertRefused(answer, 403, "\"code\":\"own-concern\"");
      assertThat(RunningTrail.text(answer)).doesNotContain(auditor.toString(), client.toString());
      RequestRefused refused =
          refusals
              .next(
                  RequestRefused.class,
                  event -> auditor.toString().equals(event.getEnvelope().getActorId()),
                  1,
                  SOON)
              .getFirst();
      assertThat(refused.getReason()).isEqualTo(RequestRefusalReason.SCOPE_WRONG);
      assertThat(refused.getRoute()).isEqualTo("/v1/exports");
      trail.proofOf(refused.getEnvelope().getEventId());
      // No export was made of it, and so none is on record; that of somebody else is the first.
      assertThat(trail.export(client).statusCode()).isEqualTo(200);
      String exporter =
          reads
              .next(
                  TrailExported.class,
                  event -> client.toString().equals(event.getEnvelope().getClientId()),
                  1,
                  SOON)
              .getFirst()
              .getEnvelope()
              .getActorId();
      assertThat(exporter).isNotEqualTo(auditor.toString());
    }
  }

  @Test
  void aConflictOfInterestThatWasClearedDoesNotStandAgainstAnExport() throws Exception {
    ConflictOfInterestFound found = conflict();
    entered(Topics.CASE_NOTES_RECORD, found);
    assertThat(export().statusCode()).isEqualTo(403);

    entered(
        Topics.CASE_NOTES_RECORD,
        ConflictOfInterestCleared.newBuilder()
            .setEnvelope(envelope())
            .setConflictId(found.getConflictId())
            .setClearedAt(Instant.now())
            .build());

    assertThat(export().statusCode()).isEqualTo(200);
  }

  @Test
  void anAuditorsOwnAccessToTheClientIsNoTie() throws Exception {
    entered(
        Topics.ACCESS_OBSERVED,
        anAccess()
            .of(client)
            .by(auditor)
            .from(RunningTrail.freshSource())
            .numbered(1)
            .inAgency(trail.agency())
            .event());

    assertThat(export().statusCode()).isEqualTo(200);
  }

  private HttpResponse<byte[]> export() throws Exception {
    return trail.export(client, trail.tokenOf(auditor.toString(), "auditor"));
  }

  private void entered(Topic topic, SpecificRecord event) throws Exception {
    trail.publish(topic, client.toString(), event);
    Envelope envelope = (Envelope) event.get(event.getSchema().getField("envelope").pos());
    trail.proofOf(envelope.getEventId());
  }

  private static Topic topicOf(Tie tie) {
    return switch (tie) {
      case ALERT -> Topics.ALERTS;
      case JUDGEMENT -> Topics.JUDGEMENTS;
      case ALLOCATION, CONFLICT, DECLARATION -> Topics.CASE_NOTES_RECORD;
    };
  }

  private SpecificRecord of(Tie tie) {
    return switch (tie) {
      case ALERT -> alert();
      case JUDGEMENT -> judgement();
      case ALLOCATION ->
          anAllocation()
              .ofWorker(auditor, AllocationKind.KEY_WORKER)
              .of(client)
              .from(RunningTrail.freshSource())
              .numbered(1)
              .inAgency(trail.agency())
              .event();
      case CONFLICT -> conflict();
      case DECLARATION ->
          DeclarationMade.newBuilder()
              .setEnvelope(envelope())
              .setDeclarationId(id())
              .setWorkerId(auditor.toString())
              .setDeclarationKind(DeclarationKind.DUAL_RELATIONSHIP)
              .build();
    };
  }

  private ConflictOfInterestFound conflict() {
    return aConflict()
        .ofWorker(auditor, ConflictStrength.WEAK)
        .of(client)
        .from(RunningTrail.freshSource())
        .numbered(1)
        .inAgency(trail.agency())
        .event();
  }

  private AlertRaised alert() {
    return AlertRaised.newBuilder()
        .setEnvelope(envelope())
        .setAlertId(id())
        .setAccessId(id())
        .setJudgementEventId(id())
        .setWorkerId(auditor.toString())
        .setRevision(1)
        .setConcernId("no-relationship")
        .setSeverity(Severity.HIGH)
        .setScore(500)
        .setAttributable(true)
        .setRecordKind(RecordKind.CASE_NOTE)
        .setAction(Action.VIEW)
        .setAccessOccurredAt(Instant.now())
        .build();
  }

  private JudgementMade judgement() {
    VerdictWithReasons flagged =
        VerdictWithReasons.newBuilder()
            .setVerdict(Verdict.FLAGGED)
            .setConcerns(
                List.of(
                    ConcernFinding.newBuilder()
                        .setConcernId("no-relationship")
                        .setSeverity(Severity.HIGH)
                        .setScore(500)
                        .build()))
            .build();
    return JudgementMade.newBuilder()
        .setEnvelope(envelope())
        .setAccessId(id())
        .setAccessEventId(id())
        .setWorkerId(auditor.toString())
        .setRevision(1)
        .setAccessOccurredAt(Instant.now())
        .setAsKnown(flagged)
        .setAsItWas(VerdictWithReasons.newBuilder().setVerdict(Verdict.EXPLAINED).build())
        .setPackDigest("0".repeat(64))
        .setFactsDigest("0".repeat(64))
        .build();
  }

  /** About the client, by nobody: what a service itself tells. */
  private Envelope envelope() {
    Envelope fixture =
        anAccess()
            .of(client)
            .from(RunningTrail.freshSource())
            .numbered(1)
            .inAgency(trail.agency())
            .event()
            .getEnvelope();
    return Envelope.newBuilder(fixture).setActorId(null).build();
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }
}
