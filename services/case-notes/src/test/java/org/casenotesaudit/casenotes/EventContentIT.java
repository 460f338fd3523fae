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
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.casenotesaudit.events.AllocationEnded;
import org.casenotesaudit.events.AllocationKind;
import org.casenotesaudit.events.AllocationMade;
import org.casenotesaudit.events.AuthorityKind;
import org.casenotesaudit.events.CaseClosed;
import org.casenotesaudit.events.CaseNoteAmended;
import org.casenotesaudit.events.CaseNoteRecorded;
import org.casenotesaudit.events.CaseOpened;
import org.casenotesaudit.events.CaseReopened;
import org.casenotesaudit.events.ClientRegistered;
import org.casenotesaudit.events.ConflictOfInterestCleared;
import org.casenotesaudit.events.ConflictOfInterestFound;
import org.casenotesaudit.events.ConflictStrength;
import org.casenotesaudit.events.ContactRecorded;
import org.casenotesaudit.events.Corroboration;
import org.casenotesaudit.events.DeclarationKind;
import org.casenotesaudit.events.DeclarationMade;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.LegalRequestAssigned;
import org.casenotesaudit.events.LegalRequestClosed;
import org.casenotesaudit.events.LegalRequestKind;
import org.casenotesaudit.events.MediaAuthorityRecorded;
import org.casenotesaudit.events.MediaAuthorityWithdrawn;
import org.casenotesaudit.events.MediaKind;
import org.casenotesaudit.events.MediaUse;
import org.casenotesaudit.events.ObjectionDecided;
import org.casenotesaudit.events.ObjectionOutcome;
import org.casenotesaudit.events.ObjectionRaised;
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
  private static final String WORDS = "canary-words-of-a-person";
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

  /** The clock stands still unless a test moves it. */
  private Instant now() {
    return app.clock.instant().truncatedTo(ChronoUnit.MICROS);
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
    return told(type, client, MARIA);
  }

  /** The next event of this type about the client; its envelope says who recorded it, and when. */
  private <E extends SpecificRecord> E told(Class<E> type, String about, String actor) {
    E event =
        events
            .next(type, found -> about.equals(((Envelope) found.get(0)).getClientId()), 1, SOON)
            .getFirst();
    assertThat((Envelope) event.get(0))
        .as("a fact occurs when it is recorded, whenever it began to hold")
        .returns(now(), Envelope::getOccurredAt)
        .returns(now(), Envelope::getRecordedAt)
        .returns(actor, Envelope::getActorId)
        .returns(null, Envelope::getActId)
        .returns("case-notes", Envelope::getSource);
    assertThat(event.toString())
        .as("names and what people wrote stay where they are")
        .doesNotContain("Quillon", "Canarybird", "2014-05-06", WORDS);
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
    assertThat(told(AllocationMade.class))
        .returns(allocation, AllocationMade::getAllocationId)
        .returns(caseId, AllocationMade::getCaseId)
        .returns(COLIN, AllocationMade::getWorkerId)
        .returns(null, AllocationMade::getTeamId)
        .returns(AllocationKind.KEY_WORKER, AllocationMade::getAllocationKind)
        .returns(from, AllocationMade::getValidFrom)
        .returns(until, AllocationMade::getValidUntil)
        .returns(SOFIA, AllocationMade::getRequestedBy);

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
             'validFrom':'%s','validUntil':'%s','giver':'%4$s','evidence':'%4$s',
             'capacityFinding':'%4$s','childWishes':'%4$s','dissent':'%4$s'}
            """,
            ADULTS_SOUTH,
            from,
            until,
            WORDS);
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
    RecordRestricted restricted = told(RecordRestricted.class, client, SOFIA);
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
    assertThat(told(RestrictionLifted.class, client, SOFIA))
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

    assertThat(told(LegalRequestAssigned.class, client, RITA))
        .returns(request, LegalRequestAssigned::getRequestId)
        .returns(LegalRequestKind.COMPLAINT, LegalRequestAssigned::getRequestKind)
        .returns(null, LegalRequestAssigned::getWorkerId)
        .returns(ADULTS_SOUTH, LegalRequestAssigned::getTeamId)
        .returns(from, LegalRequestAssigned::getValidFrom)
        .returns(until, LegalRequestAssigned::getValidUntil);

    changed(
        token(SOFIA, "supervisor"), "/v1/legal-requests/" + request + "/close", "requestId", "{}");
    LegalRequestClosed closed = told(LegalRequestClosed.class, client, SOFIA);
    assertThat(closed).isEqualTo(new LegalRequestClosed(closed.getEnvelope(), request, now()));
  }

  @Test
  void aClientIsToldWithTheirFlagsAndWithoutWhoTheyAre() {
    assertThat(told(ClientRegistered.class))
        .returns(false, ClientRegistered::getHighProfile)
        .returns(false, ClientRegistered::getProtectedLocation);

    String known = app.aClient("{\"highProfile\":true}");
    ClientRegistered registered = told(ClientRegistered.class, known, MARIA);
    assertThat(registered).isEqualTo(new ClientRegistered(registered.getEnvelope(), true, false));

    String hidden = app.aClient("{\"protectedLocation\":true}");
    registered = told(ClientRegistered.class, hidden, MARIA);
    assertThat(registered).isEqualTo(new ClientRegistered(registered.getEnvelope(), false, true));
  }

  @Test
  void aNoteIsToldWithItsCaseItsVersionAndWhenTheContactWas() {
    String caseId = aCaseOpened(40);
    Instant contact = daysAgo(2);
    String note =
        recorded(
            MARIAS,
            "/v1/cases/" + caseId + "/notes",
            "noteId",
            "{'text':'%s','contactAt':'%s'}",
            WORDS,
            contact);
    CaseNoteRecorded written = told(CaseNoteRecorded.class);
    assertThat(written)
        .isEqualTo(new CaseNoteRecorded(written.getEnvelope(), note, caseId, 1, contact));

    recorded(
        practitioner(COLIN),
        "/v1/notes/" + note + "/versions",
        "noteId",
        "{'text':'%s, amended'}",
        WORDS);
    CaseNoteAmended amended = told(CaseNoteAmended.class, client, COLIN);
    assertThat(amended).isEqualTo(new CaseNoteAmended(amended.getEnvelope(), note, caseId, 2));
  }

  @Test
  void aConflictIsToldWithItsWorkerItsStrengthAndItsTimeAndNeverItsKind() {
    Instant from = daysAgo(30);
    Instant until = daysAgo(-30);
    String conflict =
        recorded(
            MARIAS,
            ofClient + "/conflicts",
            "conflictId",
            """
            {'workerId':'%s','kind':'NEIGHBOUR','strength':'MEDIUM','validFrom':'%s',
             'validUntil':'%s'}
            """,
            COLIN,
            from,
            until);
    ConflictOfInterestFound found = told(ConflictOfInterestFound.class);
    assertThat(found)
        .isEqualTo(
            new ConflictOfInterestFound(
                found.getEnvelope(), conflict, COLIN, ConflictStrength.MEDIUM, from, until));
    assertThat(found.toString()).doesNotContain("NEIGHBOUR");

    changed(token(SOFIA, "supervisor"), "/v1/conflicts/" + conflict + "/clear", "conflictId", "{}");
    ConflictOfInterestCleared cleared = told(ConflictOfInterestCleared.class, client, SOFIA);
    assertThat(cleared)
        .isEqualTo(new ConflictOfInterestCleared(cleared.getEnvelope(), conflict, now()));

    String weak =
        recorded(
            MARIAS,
            ofClient + "/conflicts",
            "conflictId",
            "{'workerId':'%s','kind':'COLLEAGUE','strength':'WEAK'}",
            MONA);
    found = told(ConflictOfInterestFound.class);
    assertThat(found)
        .isEqualTo(
            new ConflictOfInterestFound(
                found.getEnvelope(), weak, MONA, ConflictStrength.WEAK, now(), null));
  }

  @Test
  void aContactIsToldWithItsWorkerItsMomentAndWhoElseStandsBehindIt() {
    Instant took = daysAgo(2);
    String contact =
        recorded(
            MARIAS,
            ofClient + "/contacts",
            "contactId",
            "{'workerId':'%s','happenedAt':'%s','corroboration':'SECOND_WORKER'}",
            COLIN,
            took);
    ContactRecorded recorded = told(ContactRecorded.class);
    assertThat(recorded)
        .isEqualTo(
            new ContactRecorded(
                recorded.getEnvelope(), contact, COLIN, took, Corroboration.SECOND_WORKER));

    Instant arranged = daysAgo(-7);
    contact =
        recorded(
            MARIAS,
            ofClient + "/contacts",
            "contactId",
            "{'workerId':'%s','happenedAt':'%s'}",
            MARIA,
            arranged);
    recorded = told(ContactRecorded.class);
    assertThat(recorded)
        .as("nobody but who wrote it down, unless somebody is named")
        .isEqualTo(
            new ContactRecorded(
                recorded.getEnvelope(), contact, MARIA, arranged, Corroboration.NONE));
  }

  @Test
  void anObjectionIsToldWithWhomItIsAgainstWhenTheClientSaidSoAndHowItWasDecided() {
    Instant said = daysAgo(4);
    String objection =
        recorded(
            MARIAS,
            ofClient + "/objections",
            "objectionId",
            "{'workerId':'%s','raisedAt':'%s'}",
            COLIN,
            said);
    ObjectionRaised raised = told(ObjectionRaised.class);
    assertThat(raised)
        .isEqualTo(new ObjectionRaised(raised.getEnvelope(), objection, COLIN, null, said));

    changed(
        token(SOFIA, "supervisor"),
        "/v1/objections/" + objection + "/decide",
        "objectionId",
        "{'outcome':'OVERRIDDEN_BY_DUTY','clientTold':true,'reason':'%s'}",
        WORDS);
    ObjectionDecided decided = told(ObjectionDecided.class, client, SOFIA);
    assertThat(decided)
        .isEqualTo(
            new ObjectionDecided(
                decided.getEnvelope(),
                objection,
                ObjectionOutcome.OVERRIDDEN_BY_DUTY,
                now(),
                true));

    objection =
        recorded(MARIAS, ofClient + "/objections", "objectionId", "{'teamId':'%s'}", ADULTS_SOUTH);
    raised = told(ObjectionRaised.class);
    assertThat(raised)
        .isEqualTo(new ObjectionRaised(raised.getEnvelope(), objection, null, ADULTS_SOUTH, now()));
  }

  @Test
  void aDeclarationIsToldWithWhoMadeItAndTheAccessItIsAbout() {
    String access = UUID.randomUUID().toString();
    String declaration =
        recorded(
            practitioner(COLIN),
            ofClient + "/declarations",
            "declarationId",
            "{'declarationKind':'ACCESS_BY_MISTAKE','accessId':'%s'}",
            access);
    DeclarationMade made = told(DeclarationMade.class, client, COLIN);
    assertThat(made)
        .isEqualTo(
            new DeclarationMade(
                made.getEnvelope(), declaration, COLIN, DeclarationKind.ACCESS_BY_MISTAKE, access));

    declaration =
        recorded(MARIAS, ofClient + "/declarations", "declarationId", "{'declarationKind':'GIFT'}");
    made = told(DeclarationMade.class);
    assertThat(made)
        .isEqualTo(
            new DeclarationMade(
                made.getEnvelope(), declaration, MARIA, DeclarationKind.GIFT, null));
  }
}
