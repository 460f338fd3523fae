package org.casenotesaudit.confidentiality.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casenotesaudit.confidentiality.topology.Happening.*;

import java.net.ConnectException;
import org.casenotesaudit.confidentiality.topology.Tally.Kind;
import org.casenotesaudit.events.AlertRaised;
import org.casenotesaudit.events.AlertWithdrawn;
import org.casenotesaudit.events.AuthorityKind;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.JudgementMade;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.events.QuarantineCode;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.RefusalReason;
import org.casenotesaudit.events.RulePackActivated;
import org.casenotesaudit.events.Verdict;
import org.casenotesaudit.events.WorkerFileChanged;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.serde.RegistrySettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens to events on their way through the stream. */
class JudgingTest {

  private final StreamOnTheBench stream = new StreamOnTheBench();

  @AfterEach
  void close() {
    stream.close();
  }

  private void clientComes() {
    stream.tell(named("registered").clientRegistered(), named("opened").caseOpened(NORTH, 0));
  }

  @Test
  void theKeyWorkersAccessIsExplainedWithTheAllocationNamed() {
    clientComes();
    stream.tell(
        named("allocation").allocated(MARIA, 1),
        named("a").by(MARIA).opened(RecordKind.CASE_NOTE, 5));

    JudgementMade made = stream.lastJudgement("a");
    assertThat(made.getAsKnown().getVerdict()).isEqualTo(Verdict.EXPLAINED);
    assertThat(made.getAsKnown().getExplanations().getFirst().getFactEventIds())
        .containsExactly(id("allocation"));
    assertThat(made.getRevision()).isEqualTo(1);
    assertThat(made.getSupersedesEventId()).isNull();
    assertThat(made.getEnvelope().getSource()).isEqualTo("confidentiality-0-0");
    assertThat(made.getEnvelope().getOccurredAt()).isEqualTo(day(5));
    assertThat(stream.said(AlertRaised.class)).isEmpty();
  }

  @Test
  void aRecordOpenedLongAfterItsCaseClosedRaisesAnAlert() {
    clientComes();
    stream.tell(
        named("closed").caseClosed(10), named("a").by(COLIN).opened(RecordKind.CASE_NOTE, 224));

    assertThat(stream.said(AlertRaised.class))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.getConcernId()).isEqualTo("after-ending");
              assertThat(alert.getReasons()).contains("case-closed-days=214");
              assertThat(alert.getAttributable()).isTrue();
              assertThat(alert.getWorkerId()).isEqualTo(COLIN);
              assertThat(alert.getJudgementEventId())
                  .isEqualTo(stream.lastJudgement("a").getEnvelope().getEventId());
            });
  }

  @Test
  void anAccessThatWasOpenedAndThenWithheldIsTwoActsWithIdsOfTheirOwn() {
    clientComes();
    // Both rest on the allocation alone: but for the act, their judgements are made of the same.
    stream.tell(
        named("allocation").allocated(MARIA, 1),
        named("a").by(MARIA).opened(RecordKind.CASE_NOTE, 5),
        named("b").by(MARIA).withheld("a", 5));

    assertThat(stream.said(JudgementMade.class))
        .extracting(JudgementMade::getAccessEventId)
        .containsExactly(id("a"), id("b"));
    assertThat(stream.envelopes()).extracting(Envelope::getEventId).doesNotHaveDuplicates();
  }

  @Test
  void aFactReadLateMakesALinkedRevisionAndWithdrawsTheAlert() {
    clientComes();
    stream.tell(
        named("closed").caseClosed(10), named("a").by(COLIN).opened(RecordKind.CASE_NOTE, 224));
    String first = stream.lastJudgement("a").getEnvelope().getEventId();

    stream.tell(named("reopened").caseReopened(200), named("allocation").allocated(COLIN, 201));

    JudgementMade made = stream.lastJudgement("a");
    assertThat(made.getAsKnown().getVerdict()).isEqualTo(Verdict.EXPLAINED);
    assertThat(made.getRevision()).isGreaterThan(1);
    assertThat(stream.said(JudgementMade.class).get(1).getSupersedesEventId()).isEqualTo(first);
    assertThat(stream.said(JudgementMade.class).get(1).getTriggeredByEventId())
        .isEqualTo(id("reopened"));
    assertThat(stream.said(AlertWithdrawn.class)).hasSize(1);
    assertThat(stream.openAlerts()).isEmpty();
  }

  @Test
  void aFactRecordedAfterTheAlertIsARevisionAndLeavesTheAlertOpen() {
    clientComes();
    stream.tell(
        named("closed").caseClosed(10),
        named("a").by(COLIN).forPurpose(Purpose.COMPLAINT).opened(RecordKind.CASE_NOTE, 224),
        named("request").recordedOn(225).legalRequest(COLIN, 220));

    JudgementMade made = stream.lastJudgement("a");
    assertThat(made.getRevision()).isEqualTo(2);
    assertThat(made.getAsKnown().getVerdict()).isEqualTo(Verdict.FLAGGED);
    assertThat(made.getAsItWas().getVerdict()).isEqualTo(Verdict.EXPLAINED);
    assertThat(stream.openConcerns()).containsExactly("after-ending");
  }

  @Test
  void theSameEventAgainSaysNothingNew() {
    clientComes();
    Happening access = named("a").by(COLIN).opened(RecordKind.CASE_NOTE, 5);
    stream.tell(access);
    int said = stream.said.size();

    stream.tell(access, access, named("opened").caseOpened(NORTH, 0));

    assertThat(stream.said).hasSize(said);
    assertThat(stream.count(Kind.DUPLICATE)).isEqualTo(3);
  }

  @Test
  void aKnownIdWithOtherBytesIsCountedAndTheFirstOneHolds() {
    clientComes();
    stream.tell(named("a").by(MARIA).inTeam(NORTH).opened(RecordKind.CASE_NOTE, 5));

    stream.tell(named("a").by(MARIA).inTeam(SOUTH).opened(RecordKind.CASE_NOTE, 5));

    assertThat(stream.count(Kind.CONFLICT)).isEqualTo(1);
    assertThat(stream.lastJudgement("a").getAsKnown().getVerdict()).isEqualTo(Verdict.EXPLAINED);
  }

  @Test
  void aRecordingWithoutAuthorityIsFlaggedWhenAHeartbeatMovesTimePastADay() {
    clientComes();
    stream.tell(named("film").by(MARIA).filmed(5));
    stream.tell(named("beat").timePasses(Topics.CASE_NOTES_RECORD, 5.9));
    assertThat(stream.openAlerts()).isEmpty();

    stream.tell(named("beat-2").timePasses(Topics.REVIEWS, 6));

    assertThat(stream.openConcerns()).containsExactly("media-captured-without-authority");
    assertThat(stream.said(JudgementMade.class))
        .last()
        .satisfies(made -> assertThat(made.getTriggeredByEventId()).isEqualTo(id("beat-2")));
  }

  @Test
  void anAuthorityWithinTheDayLeavesNothingToFlag() {
    clientComes();
    stream.tell(
        named("film").by(MARIA).filmed(5),
        named("consent").recordedOn(5.5).authority("consent", AuthorityKind.OWN_CONSENT, 5),
        named("beat").timePasses(Topics.REVIEWS, 9));

    assertThat(stream.openAlerts()).isEmpty();
    assertThat(stream.said(JudgementMade.class).getLast().getAsKnown().getVerdict())
        .isEqualTo(Verdict.EXPLAINED);
  }

  @Test
  void aVideoViewedAfterTheConsentWasWithdrawnIsFlaggedAndUnderACourtOrderExplained() {
    clientComes();
    stream.tell(
        named("allocation").allocated(MARIA, 1),
        named("consent").authority("consent", AuthorityKind.OWN_CONSENT, 2),
        named("film").by(MARIA).filmed(3),
        named("withdrawal").withdrawn("consent", 10),
        named("a").by(MARIA).opened(RecordKind.VIDEO, 11));
    assertThat(stream.openConcerns()).containsExactly("media-used-outside-authority");

    stream.tell(
        named("order").authority("order", AuthorityKind.COURT_ORDER, 12),
        named("b").by(MARIA).forPurpose(Purpose.COURT_PROCEEDINGS).opened(RecordKind.VIDEO, 13));

    assertThat(stream.lastJudgement("b").getAsKnown().getVerdict()).isEqualTo(Verdict.EXPLAINED);
    assertThat(stream.lastJudgement("a").getAsKnown().getVerdict()).isEqualTo(Verdict.FLAGGED);
  }

  @Test
  void threeRefusalsWithinAnHourRaiseOneAlert() {
    clientComes();
    stream.tell(
        named("r1").by(COLIN).refused(5),
        named("r2").by(COLIN).refused(5.01),
        named("r3").by(COLIN).refused(5.02));

    assertThat(stream.said(AlertRaised.class))
        .singleElement()
        .satisfies(alert -> assertThat(alert.getConcernId()).isEqualTo("refused-attempts"));
  }

  @Test
  void beingAskedWhetherThisIsAnEmergencyIsNoAttempt() {
    clientComes();
    stream.tell(
        named("r1").by(COLIN).refused(RefusalReason.BREAK_GLASS_NEEDED, 5),
        named("r2").by(COLIN).refused(RefusalReason.BREAK_GLASS_NEEDED, 5.01),
        named("r3").by(COLIN).refused(RefusalReason.RECORD_RESTRICTED, 5.02));

    assertThat(stream.said(AlertRaised.class)).isEmpty();
  }

  @Test
  void anUndecodableRecordIsPutAsideWithItsHashAndTheStreamGoesOn() {
    clientComes();
    stream.tellRaw(Topics.ACCESS_OBSERVED, CLIENT, new byte[] {1, 2, 3});
    stream.tell(named("a").by(COLIN).opened(RecordKind.CASE_NOTE, 5));

    assertThat(stream.quarantined())
        .singleElement()
        .satisfies(
            aside -> {
              assertThat(aside.getTopic()).isEqualTo("access.observed.v1");
              assertThat(aside.getCode()).isEqualTo(QuarantineCode.BAD_FRAMING);
              assertThat(aside.getValueDigest())
                  .isEqualTo("039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81");
            });
    assertThat(stream.count(Kind.QUARANTINED)).isEqualTo(1);
    assertThat(stream.lastJudgement("a").getRevision()).isEqualTo(1);
  }

  @Test
  void aRecordUnderAnotherClientsKeyIsPutAside() {
    Happening access = named("a").by(COLIN).opened(RecordKind.CASE_NOTE, 5);
    stream.tellRaw(
        access.topic(),
        id("other-client"),
        stream.serializer.serialize(access.topic().name(), access.event()));

    assertThat(stream.quarantined())
        .singleElement()
        .satisfies(aside -> assertThat(aside.getCode()).isEqualTo(QuarantineCode.KEY_MISMATCH));
    assertThat(stream.said(JudgementMade.class)).isEmpty();
  }

  @Test
  void anEventThatTheRulesDoNotLookAtIsCountedAndPassedOver() {
    var envelope = named("file").clientRegistered().envelope();
    stream.tellRaw(
        Topics.ACCESS_OBSERVED,
        CLIENT,
        stream.serializer.serialize(
            Topics.ACCESS_OBSERVED.name(),
            WorkerFileChanged.newBuilder()
                .setEnvelope(envelope)
                .setWorkerId(COLIN)
                .setVersion(1)
                .build()));

    assertThat(stream.count(Kind.NOT_LOOKED_AT)).isEqualTo(1);
    assertThat(stream.quarantined()).isEmpty();
  }

  @Test
  void anAccessToNoClientIsLeftToRulesAboutWorkers() {
    stream.tell(named("search").by(COLIN).of(null).opened(RecordKind.CLIENT_IDENTITY, 5));

    assertThat(stream.count(Kind.WITHOUT_CLIENT)).isEqualTo(1);
    assertThat(stream.said(JudgementMade.class)).isEmpty();
  }

  @Test
  void anAccessOfNobodyKnownIsUndeterminedUntilSomebodyTellsWhoseItWas() {
    clientComes();
    stream.tell(
        named("allocation").allocated(MARIA, 1),
        named("a").byNobodyKnown().reportedOn(7).opened(RecordKind.CASE_NOTE, 5));
    JudgementMade first = stream.lastJudgement("a");
    assertThat(first.getAsKnown().getVerdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(first.getAsItWas().getVerdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(first.getAsKnown().getMissingFacts()).containsExactly("worker");
    assertThat(stream.said(AlertRaised.class)).isEmpty();

    stream.tell(named("told").attributed("a", MARIA, SOUTH, 7.5));

    JudgementMade made = stream.lastJudgement("a");
    assertThat(made.getWorkerId()).isEqualTo(MARIA);
    assertThat(made.getAsKnown().getVerdict()).isEqualTo(Verdict.EXPLAINED);
    assertThat(made.getAsItWas().getVerdict()).isEqualTo(Verdict.EXPLAINED);
    assertThat(made.getRevision()).isEqualTo(2);
    assertThat(made.getTriggeredByEventId()).isEqualTo(id("told"));
    assertThat(made.getAccessEventId()).isEqualTo(id("a"));
  }

  @Test
  void anAlertAboutNobodyKnownIsWithdrawnAndAnotherRaisedAboutWhoeverItWas() {
    clientComes();
    stream.tell(
        named("closed").caseClosed(10),
        named("a").byNobodyKnown().opened(RecordKind.CASE_NOTE, 224));
    assertThat(stream.said(AlertRaised.class)).as("within patience").isEmpty();
    stream.tell(named("beat").timePasses(Topics.REVIEWS, 226));
    assertThat(stream.openConcerns()).containsExactlyInAnyOrder("after-ending", "no-relationship");
    var aboutNobody =
        stream.said(AlertRaised.class).stream()
            .filter(alert -> alert.getConcernId().equals("after-ending"))
            .findFirst()
            .orElseThrow();

    stream.tell(named("told").attributed("a", COLIN, SOUTH, 227));

    assertThat(stream.openConcerns()).containsExactly("after-ending");
    assertThat(stream.said(AlertWithdrawn.class))
        .hasSize(2)
        .allSatisfy(
            withdrawn -> assertThat(withdrawn.getWorkerId()).isEqualTo(aboutNobody.getWorkerId()))
        .anySatisfy(
            withdrawn -> assertThat(withdrawn.getAlertId()).isEqualTo(aboutNobody.getAlertId()));
    AlertRaised about = stream.said(AlertRaised.class).getLast();
    assertThat(about.getWorkerId()).isEqualTo(COLIN);
    assertThat(about.getTeamIds()).containsExactly(SOUTH);
    assertThat(about.getAlertId()).isNotEqualTo(aboutNobody.getAlertId());
    assertThat(stream.openAlerts()).containsOnlyKeys(about.getAlertId());
  }

  @Test
  void whoseItWasMayBeReadBeforeTheAccess() {
    clientComes();
    stream.tell(
        named("told").attributed("a", COLIN, NORTH, 7),
        named("a").byNobodyKnown().reportedOn(6).opened(RecordKind.CASE_NOTE, 5));

    JudgementMade made = stream.lastJudgement("a");
    assertThat(made.getRevision()).isEqualTo(1);
    assertThat(made.getWorkerId()).isEqualTo(COLIN);
    assertThat(made.getAsKnown().getVerdict()).isEqualTo(Verdict.EXPLAINED);
  }

  @Test
  void anAccessThatSaysWhoMadeItIsNobodyElses() {
    clientComes();
    stream.tell(
        named("a").by(COLIN).opened(RecordKind.CASE_NOTE, 5),
        named("told").attributed("a", MARIA, NORTH, 6));

    assertThat(stream.said(JudgementMade.class)).hasSize(1);
    assertThat(stream.lastJudgement("a").getWorkerId()).isEqualTo(COLIN);
  }

  @Test
  void thePackIsAnnouncedOnceBeforeTheFirstJudgement() {
    clientComes();
    stream.tell(named("a").by(COLIN).opened(RecordKind.CASE_NOTE, 5));

    assertThat(stream.said(RulePackActivated.class))
        .singleElement()
        .satisfies(
            activated -> {
              assertThat(activated.getPackDigest()).isEqualTo(StreamOnTheBench.pack().digest());
              assertThat(activated.getEnvelope().getSourceSequence()).isEqualTo(1);
            });
  }

  @Test
  void clientsWhoseIdsBeginAlikeKeepSeparateFiles() {
    String one = "00000000-0000-4000-8000-0000000000c1";
    stream.tell(
        named("registered").of(one).clientRegistered(),
        named("opened").of(one).caseOpened(NORTH, 0),
        named("a").of(one + "0").by(COLIN).inTeam(NORTH).opened(RecordKind.CASE_NOTE, 5));

    assertThat(stream.lastJudgement("a").getAsKnown().getMissingFacts())
        .containsExactly("client-file");
  }

  @Test
  void aRegistryThatIsAwayFailsTheTaskAndPutsNothingAside() {
    Happening access = named("a").by(COLIN).opened(RecordKind.CASE_NOTE, 5);
    byte[] value = stream.serializer.serialize(access.topic().name(), access.event());

    try (var cutOff = new StreamOnTheBench(new RegistrySettings("http://127.0.0.1:1", false))) {
      assertThatThrownBy(() -> cutOff.tellRaw(access.topic(), CLIENT, value))
          .hasRootCauseInstanceOf(ConnectException.class)
          .hasStackTraceContaining("RegistryUnavailableException");
      assertThat(cutOff.count(Kind.QUARANTINED)).isZero();
      assertThat(cutOff.said).isEmpty();
    }
  }
}
