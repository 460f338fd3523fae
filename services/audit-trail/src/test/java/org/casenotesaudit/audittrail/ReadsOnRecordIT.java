package org.casenotesaudit.audittrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.TrailRead;
import org.casenotesaudit.events.TrailReadKind;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever looks into the trail is on record, also who finds nothing. */
class ReadsOnRecordIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final RunningTrail trail = RunningTrail.shared();

  @Test
  void aReadOfAnEntryIsOnRecordBeforeTheAnswer() throws Exception {
    AccessObserved access = trail.published(UUID.randomUUID(), RunningTrail.freshSource(), 1);
    String eventId = access.getEnvelope().getEventId();
    trail.proofOf(eventId);
    try (TopicReader reads = TopicReader.fromNow(Topics.TRAIL_READS)) {
      HttpResponse<byte[]> place =
          trail.get("/v1/entries?eventId=" + eventId, trail.token("compliance-officer"));

      assertThat(place.statusCode()).isEqualTo(200);
      assertThat(RunningTrail.text(place)).contains("\"eventId\":\"" + eventId + "\"");
      List<TrailRead> found =
          reads.next(TrailRead.class, read -> read.getReadKind() == TrailReadKind.ENTRY, 1, SOON);
      assertThat(found.getFirst().getSubjectEventId()).isEqualTo(eventId);
    }
  }

  @Test
  void whatTheConsoleReadsIsOnRecordAsReadByThePersonItShowsItTo() throws Exception {
    AccessObserved access = trail.published(UUID.randomUUID(), RunningTrail.freshSource(), 1);
    String eventId = access.getEnvelope().getEventId();
    trail.proofOf(eventId);
    String officer = UUID.randomUUID().toString();
    try (TopicReader reads = TopicReader.fromNow(Topics.TRAIL_READS)) {
      String path = "/v1/entries?eventId=" + eventId;
      assertThat(trail.getAsConsole(path, Optional.of(officer)).statusCode()).isEqualTo(200);

      TrailRead read =
          reads
              // The proof above was read by somebody else, and is told about the same event.
              .next(
                  TrailRead.class,
                  it ->
                      it.getReadKind() == TrailReadKind.ENTRY
                          && eventId.equals(it.getSubjectEventId()),
                  1,
                  SOON)
              .getFirst();
      assertThat(read.getEnvelope().getActorId()).isEqualTo(officer);
      assertThat(trail.getAsConsole(path, Optional.empty()).statusCode()).isEqualTo(400);
      assertThat(trail.getAsConsole(path, Optional.of("omar")).statusCode()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @CsvSource({"/v1/entries, ENTRY", "/v1/proofs/inclusion, INCLUSION_PROOF"})
  void aReadThatFindsNothingIsOnRecordToo(String route, TrailReadKind kind) throws Exception {
    String eventId = UUID.randomUUID().toString();
    try (TopicReader reads = TopicReader.fromNow(Topics.TRAIL_READS)) {
      RunningTrail.assertRefused(
          trail.get(route + "?eventId=" + eventId, trail.token("auditor")),
          404,
          "not-in-ledger-yet");

      TrailRead read =
          reads
              .next(TrailRead.class, it -> eventId.equals(it.getSubjectEventId()), 1, SOON)
              .getFirst();
      assertThat(read.getReadKind()).isEqualTo(kind);
      assertThat(read.getEntryCount()).isZero();
    }
  }

  @Test
  void anUnknownEventIsNotInTheLedgerYetAndANonsenseIdIsRefused() throws Exception {
    HttpResponse<byte[]> unknown =
        trail.get("/v1/entries?eventId=" + UUID.randomUUID(), trail.token("auditor"));
    HttpResponse<byte[]> nonsense =
        trail.get("/v1/entries?eventId=1-2-3-4-5", trail.token("auditor"));

    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(RunningTrail.text(unknown)).contains("not-in-ledger-yet");
    assertThat(nonsense.statusCode()).isEqualTo(400);
  }
}
