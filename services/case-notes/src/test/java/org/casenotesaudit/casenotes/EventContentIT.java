package org.casenotesaudit.casenotes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.casenotes.RunningCaseNotes.ADULTS_SOUTH;
import static org.casenotesaudit.casenotes.RunningCaseNotes.CHILDREN_NORTH;
import static org.casenotesaudit.casenotes.RunningCaseNotes.COLIN;
import static org.casenotesaudit.casenotes.RunningCaseNotes.MARIA;
import static org.casenotesaudit.casenotes.RunningCaseNotes.MONA;
import static org.casenotesaudit.casenotes.RunningCaseNotes.RITA;
import static org.casenotesaudit.casenotes.RunningCaseNotes.SOFIA;
import static org.casenotesaudit.casenotes.RunningCaseNotes.practitioner;
import static org.casenotesaudit.casenotes.RunningCaseNotes.token;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.avro.specific.SpecificRecord;
import org.casenotesaudit.events.AllocationEnded;
import org.casenotesaudit.events.AllocationKind;
import org.casenotesaudit.events.AllocationMade;
import org.casenotesaudit.events.AuthorityKind;
import org.casenotesaudit.events.CaseClosed;
import org.casenotesaudit.events.CaseOpened;
import org.casenotesaudit.events.CaseReopened;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.LegalRequestAssigned;
import org.casenotesaudit.events.LegalRequestKind;
import org.casenotesaudit.events.MediaAuthorityRecorded;
import org.casenotesaudit.events.MediaAuthorityWithdrawn;
import org.casenotesaudit.events.MediaKind;
import org.casenotesaudit.events.MediaUse;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.events.RecordRestricted;
import org.casenotesaudit.events.RestrictionLifted;
import org.casenotesaudit.events.WithdrawnBy;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Judging rests on what events say: each says what was sent, field by field. */
class EventContentIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String MARIAS = practitioner(MARIA);
  private static TopicReader events;

  private final RunningCaseNotes app = RunningCaseNotes.shared();
  private final String client = app.aClient();
  private final String ofClient = "/v1/clients/" + client;

  @BeforeAll
  static void listen() {
    events = TopicReader.fromNow(Topics.CASE_NOTES_RECORD);
  }

  @AfterAll
  static void stop() {
    events.close();
  }

  private Instant daysAgo(int days) {
    return app.clock.instant().minus(days, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MICROS);
  }

  /** Records something; the id that it got. Apostrophes stand for quotes. */
  private String recorded(String token, String path, String idField, String json, Object... in) {
    return app.post(token, path, json(json, in)).expecting(201).field(idField);
  }

  /** Changes what was recorded: the answer names it. */
  private void changed(String token, String path, String idField, String json, Object... in) {
    assertThat(app.post(token, path, json(json, in)).expecting(200).field(idField)).isNotEmpty();
  }

  private static String json(String withApostrophes, Object... in) {
    return withApostrophes.replace('\'', '"').formatted(in);
  }

  private <E extends SpecificRecord> E told(Class<E> type) {
    E event =
        events
            .next(type, found -> client.equals(((Envelope) found.get(0)).getClientId()), 1, SOON)
            .getFirst();
    Envelope envelope = (Envelope) event.get(0);
    assertThat(envelope.getOccurredAt())
        .as("a fact occurs when it is recorded, whenever it began to hold")
        .isBetween(daysAgo(1), app.clock.instant());
    return event;
  }

  private String aCaseOpened(int daysAgo) {
    return recorded(
        MARIAS,
        ofClient + "/cases",
        "caseId",
        "{'teamId':'%s','openedAt':'%s'}",
        CHILDREN_NORTH,
        daysAgo(daysAgo));
  }

  @Test
  void aCaseIsToldWithItsTeamAndWhenItOpenedClosedAndReopened() {
    Instant opened = daysAgo(40);
    String caseId = aCaseOpened(40);
    assertThat(told(CaseOpened.class))
        .returns(caseId, CaseOpened::getCaseId)
        .returns(CHILDREN_NORTH, CaseOpened::getTeamId)
        .returns(opened, CaseOpened::getOpenedAt);

    Instant closed = daysAgo(30);
    String path = "/v1/cases/" + caseId;
    changed(MARIAS, path + "/close", "caseId", "{'closedAt':'%s'}", closed);
    assertThat(told(CaseClosed.class))
        .returns(caseId, CaseClosed::getCaseId)
        .returns(closed, CaseClosed::getClosedAt);

    Instant reopened = daysAgo(20);
    changed(
        MARIAS,
        path + "/reopen",
        "caseId",
        "{'teamId':'%s','reopenedAt':'%s'}",
        ADULTS_SOUTH,
        reopened);
    assertThat(told(CaseReopened.class))
        .returns(caseId, CaseReopened::getCaseId)
        .returns(ADULTS_SOUTH, CaseReopened::getTeamId)
        .returns(reopened, CaseReopened::getReopenedAt);
  }

  @Test
  void anAllocationIsToldWithWhomItIsForItsTimeAndWhoAskedForIt() {
    String caseId = aCaseOpened(40);
    Instant from = daysAgo(30);
    Instant until = daysAgo(-30);
    String allocation =
        recorded(
            MARIAS,
            "/v1/cases/" + caseId + "/allocations",
            "allocationId",
            """
            {'workerId':'%s','allocationKind':'KEY_WORKER','requestedBy':'%s',
             'validFrom':'%s','validUntil':'%s'}
            """,
            COLIN,
            SOFIA,
            from,
            until);
    AllocationMade made = told(AllocationMade.class);
    assertThat(made)
        .returns(allocation, AllocationMade::getAllocationId)
        .returns(caseId, AllocationMade::getCaseId)
        .returns(COLIN, AllocationMade::getWorkerId)
        .returns(null, AllocationMade::getTeamId)
        .returns(AllocationKind.KEY_WORKER, AllocationMade::getAllocationKind)
        .returns(from, AllocationMade::getValidFrom)
        .returns(until, AllocationMade::getValidUntil)
        .returns(SOFIA, AllocationMade::getRequestedBy);
    assertThat(made.getEnvelope().getActorId()).isEqualTo(MARIA);

    Instant ended = daysAgo(10);
    changed(
        MARIAS,
        "/v1/allocations/" + allocation + "/end",
        "allocationId",
        "{'endedAt':'%s'}",
        ended);
    assertThat(told(AllocationEnded.class))
        .returns(allocation, AllocationEnded::getAllocationId)
        .returns(caseId, AllocationEnded::getCaseId)
        .returns(ended, AllocationEnded::getEndedAt);

    recorded(
        MARIAS,
        "/v1/cases/" + caseId + "/allocations",
        "allocationId",
        "{'teamId':'%s','allocationKind':'TEAM'}",
        ADULTS_SOUTH);
    assertThat(told(AllocationMade.class))
        .returns(null, AllocationMade::getWorkerId)
        .returns(ADULTS_SOUTH, AllocationMade::getTeamId)
        .returns(null, AllocationMade::getValidUntil)
        .returns(null, AllocationMade::getRequestedBy);
  }

  @Test
  void anAuthorityIsToldWithItsScopeAndItsWithdrawalAsTold() {
    Instant from = daysAgo(30);
    Instant until = daysAgo(-30);
    String authority =
        recorded(
            MARIAS,
            ofClient + "/authorities",
            "authorityId",
            """
            {'authorityKind':'CONSENT_FOR_CHILD','refused':true,'mediaKinds':['VIDEO','AUDIO'],
             'uses':['VIEW','SHARE'],'purposes':['TRAINING','RESEARCH'],'audienceTeamIds':['%s'],
             'validFrom':'%s','validUntil':'%s','giver':'the mother'}
            """,
            ADULTS_SOUTH,
            from,
            until);
    assertThat(told(MediaAuthorityRecorded.class))
        .returns(authority, MediaAuthorityRecorded::getAuthorityId)
        .returns(AuthorityKind.CONSENT_FOR_CHILD, MediaAuthorityRecorded::getAuthorityKind)
        .returns(true, MediaAuthorityRecorded::getRefused)
        .returns(from, MediaAuthorityRecorded::getValidFrom)
        .returns(until, MediaAuthorityRecorded::getValidUntil)
        .satisfies(
            event -> {
              assertThat(event.getMediaKinds()).containsExactly(MediaKind.VIDEO, MediaKind.AUDIO);
              assertThat(event.getUses()).containsExactly(MediaUse.VIEW, MediaUse.SHARE);
              assertThat(event.getPurposes()).containsExactly(Purpose.TRAINING, Purpose.RESEARCH);
              assertThat(event.getAudienceTeamIds()).containsExactly(ADULTS_SOUTH);
              assertThat(event.getMediaIds()).isEmpty();
              assertThat(event.toString()).doesNotContain("mother");
            });

    Instant withdrawn = daysAgo(5);
    changed(
        MARIAS,
        "/v1/authorities/" + authority + "/withdraw",
        "authorityId",
        "{'withdrawnBy':'CLIENT','withdrawnAt':'%s'}",
        withdrawn);
    assertThat(told(MediaAuthorityWithdrawn.class))
        .returns(authority, MediaAuthorityWithdrawn::getAuthorityId)
        .returns(WithdrawnBy.CLIENT, MediaAuthorityWithdrawn::getWithdrawnBy)
        .returns(withdrawn, MediaAuthorityWithdrawn::getWithdrawnAt);
  }

  @Test
  void aRestrictionIsToldWithWhomItNamesAndItsTime() {
    String sofias = token(SOFIA, "supervisor");
    Instant from = daysAgo(3);
    Instant until = daysAgo(-300);
    String restriction =
        recorded(
            sofias,
            ofClient + "/restrictions",
            "restrictionId",
            "{'namedWorkerIds':['%s','%s'],'validFrom':'%s','validUntil':'%s'}",
            SOFIA,
            MONA,
            from,
            until);
    RecordRestricted restricted = told(RecordRestricted.class);
    assertThat(restricted)
        .returns(restriction, RecordRestricted::getRestrictionId)
        .returns(from, RecordRestricted::getValidFrom)
        .returns(until, RecordRestricted::getValidUntil);
    assertThat(restricted.getNamedWorkerIds()).containsExactlyInAnyOrder(SOFIA, MONA);

    Instant lifted = daysAgo(2);
    changed(
        sofias,
        "/v1/restrictions/" + restriction + "/lift",
        "restrictionId",
        "{'liftedAt':'%s'}",
        lifted);
    assertThat(told(RestrictionLifted.class))
        .returns(restriction, RestrictionLifted::getRestrictionId)
        .returns(lifted, RestrictionLifted::getLiftedAt);
  }

  @Test
  void aLegalRequestIsToldWithWhoWasAssignedToItByWhomAndItsTime() {
    Instant from = daysAgo(3);
    Instant until = daysAgo(-30);
    String request =
        recorded(
            token(RITA, "records-request"),
            ofClient + "/legal-requests",
            "requestId",
            "{'requestKind':'COMPLAINT','teamId':'%s','validFrom':'%s','validUntil':'%s'}",
            ADULTS_SOUTH,
            from,
            until);

    LegalRequestAssigned assigned = told(LegalRequestAssigned.class);
    assertThat(assigned)
        .returns(request, LegalRequestAssigned::getRequestId)
        .returns(LegalRequestKind.COMPLAINT, LegalRequestAssigned::getRequestKind)
        .returns(null, LegalRequestAssigned::getWorkerId)
        .returns(ADULTS_SOUTH, LegalRequestAssigned::getTeamId)
        .returns(from, LegalRequestAssigned::getValidFrom)
        .returns(until, LegalRequestAssigned::getValidUntil);
    assertThat(assigned.getEnvelope().getActorId()).isEqualTo(RITA);
  }
}
