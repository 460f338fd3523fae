package org.casenotesaudit.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.casenotesaudit.rules.Fixtures.*;

import java.time.Duration;
import java.util.Set;
import org.casenotesaudit.rules.facts.Access;
import org.casenotesaudit.rules.facts.LegalRequestKind;
import org.casenotesaudit.rules.facts.Purpose;
import org.casenotesaudit.rules.facts.WorkerFacts;
import org.casenotesaudit.rules.judgement.Answer;
import org.casenotesaudit.rules.judgement.HeldExplanation;
import org.casenotesaudit.rules.judgement.Judgement;
import org.casenotesaudit.rules.judgement.Strength;
import org.casenotesaudit.rules.judgement.Verdict;
import org.casenotesaudit.rules.pack.Parameters;
import org.casenotesaudit.rules.pack.RulePack;
import org.junit.jupiter.api.Test;

/** Each explanation: holding, not holding, undetermined. */
class ExplanationsTest {

  @Test
  void theAllocatedWorkerIsExplainedByHerOwnAllocation() {
    Judgement judgement =
        aStory().clientComes().allocated(MARIA, 1).judge(anAccess(MARIA).on(5).done());

    assertThat(judgement.asKnown().verdict()).isEqualTo(Verdict.EXPLAINED);
    assertThat(judgement.asKnown().explanations())
        .singleElement()
        .satisfies(
            held -> {
              assertThat(held.explanationId()).isEqualTo("allocated-worker");
              assertThat(held.strength()).isEqualTo(Strength.OWN);
              assertThat(held.facts()).extracting(Object::toString).containsExactly("event-003");
            });
    assertThat(alertsOf(judgement)).isEmpty();
  }

  @Test
  void anotherWorkersAllocationExplainsNothing() {
    Judgement judgement =
        aStory().clientComes().allocated(MARIA, 1).judge(anAccess(COLIN).on(5).done());

    assertThat(judgement.asKnown().verdict()).isEqualTo(Verdict.UNEXPLAINED);
    assertThat(judgement.asKnown().explanations()).isEmpty();
  }

  @Test
  void anAllocationDoesNotExplainBeforeItBegins() {
    Judgement judgement =
        aStory()
            .clientComes()
            .recordedOn(day(1))
            .allocated(MARIA, 10)
            .judge(anAccess(MARIA).on(5).done());

    assertThat(explanationsOf(judgement.asItWas())).isEmpty();
  }

  @Test
  void anAllocationToAClosedCaseDoesNotExplain() {
    Judgement judgement =
        aStory()
            .clientComes()
            .allocated(MARIA, 1)
            .caseCloses(10)
            .judge(anAccess(MARIA).on(100).done());

    assertThat(explanationsOf(judgement.asKnown())).isEmpty();
  }

  @Test
  void anAllocationExplainsAgainWhenTheCaseIsReopened() {
    Judgement judgement =
        aStory()
            .clientComes()
            .allocated(MARIA, 1)
            .caseCloses(10)
            .caseReopens(90)
            .judge(anAccess(MARIA).on(100).done());

    assertThat(explanationsOf(judgement.asKnown())).contains("allocated-worker");
  }

  @Test
  void anAllocationThatTheWorkerRecordedThemselvesIsWeak() {
    Judgement judgement =
        aStory().clientComes().by(COLIN).allocated(COLIN, 1).judge(anAccess(COLIN).on(5).done());

    assertThat(judgement.asKnown().verdict()).isEqualTo(Verdict.EXPLAINED);
    assertThat(judgement.asKnown().explanations().getFirst().strength()).isEqualTo(Strength.WEAK);
  }

  @Test
  void whoReopensACaseForTheirOwnTeamMakesThemselvesAWeakReason() {
    var story = aStory().clientComes().caseCloses(10).by(COLIN).caseReopens(90);

    assertThat(story.judge(anAccess(COLIN).inTeam(NORTH).on(100).done()).asKnown().explanations())
        .extracting(HeldExplanation::explanationId, HeldExplanation::strength)
        .containsExactly(tuple("allocated-team", Strength.WEAK));
    assertThat(story.judge(anAccess(MARIA).inTeam(NORTH).on(100).done()).asKnown().explanations())
        .as("a colleague did not open it")
        .extracting(HeldExplanation::explanationId, HeldExplanation::strength)
        .containsExactly(tuple("allocated-team", Strength.TEAM));
  }

  @Test
  void reopeningACaseDoesNotAnswerThatOnesOwnWorkOnItHadEnded() {
    Judgement judgement =
        aStory()
            .clientComes()
            .allocated(COLIN, 1)
            .allocationEnds(COLIN, 9)
            .caseCloses(10)
            .by(COLIN)
            .caseReopens(90)
            .judge(anAccess(COLIN).inTeam(NORTH).on(100).done());

    assertThat(judgement.asKnown().verdict()).isEqualTo(Verdict.FLAGGED);
  }

  @Test
  void anAllocationMadeAtTheWorkersRequestIsWeak() {
    Judgement judgement =
        aStory()
            .clientComes()
            .atRequestOf(COLIN)
            .allocated(COLIN, 1)
            .judge(anAccess(COLIN).on(5).done());

    assertThat(judgement.asKnown().explanations().getFirst().strength()).isEqualTo(Strength.WEAK);
  }

  @Test
  void withoutAClientFileTheAllocationIsUndetermined() {
    Judgement judgement = aStory().judge(anAccess(MARIA).inTeam(NORTH).on(5).done());

    assertThat(judgement.asKnown().verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(judgement.asKnown().missingFacts()).containsExactly("client-file");
    assertThat(judgement.judgeAgainAt()).isEqualTo(day(6));
  }

  @Test
  void theTeamThatHoldsTheCaseExplains() {
    Judgement judgement = aStory().clientComes().judge(anAccess(COLIN).inTeam(NORTH).on(5).done());

    assertThat(explanationsOf(judgement.asKnown())).containsExactly("allocated-team");
    assertThat(judgement.asKnown().explanations().getFirst().strength()).isEqualTo(Strength.TEAM);
  }

  @Test
  void anotherTeamDoesNotExplain() {
    Judgement judgement = aStory().clientComes().judge(anAccess(COLIN).inTeam(SOUTH).on(5).done());

    assertThat(judgement.asKnown().verdict()).isEqualTo(Verdict.UNEXPLAINED);
  }

  @Test
  void theTeamDoesNotExplainWhereTeamsDoNotShare() {
    Parameters usual = Parameters.defaults();
    RulePack strict =
        new RulePack(
            "strict",
            "1",
            "digest",
            new Parameters(
                false,
                usual.grace(),
                usual.patience(),
                usual.repeatedUnexplained(),
                usual.refusedAttempts()),
            Set.of());
    var access = anAccess(COLIN).inTeam(NORTH).on(5).done();

    Judgement judgement =
        Judge.judge(access, aStory().clientComes().happened(access).file(day(5)), strict);

    assertThat(judgement.asKnown().verdict()).isEqualTo(Verdict.UNEXPLAINED);
  }

  @Test
  void aWorkerUnknownToTheDirectoryIsUndetermined() {
    Judgement judgement =
        aStory().clientComes().judge(anAccess(COLIN).unknownToTheDirectory().on(5).done());

    assertThat(judgement.asKnown().verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(judgement.asKnown().missingFacts()).containsExactly("worker-facts");
  }

  @Test
  void theSupervisorOfTheAllocatedWorkerIsExplained() {
    Judgement judgement =
        aStory()
            .clientComes()
            .allocated(MARIA, 1)
            .judge(anAccess(SOFIA).supervising(MARIA).on(5).done());

    assertThat(judgement.asKnown().explanations())
        .singleElement()
        .satisfies(
            held -> {
              assertThat(held.explanationId()).isEqualTo("supervisor-of");
              assertThat(held.strength()).isEqualTo(Strength.ROLE);
            });
  }

  @Test
  void supervisingSomebodyElseDoesNotExplain() {
    Judgement judgement =
        aStory()
            .clientComes()
            .allocated(MARIA, 1)
            .judge(anAccess(SOFIA).supervising(COLIN).on(5).done());

    assertThat(judgement.asKnown().explanations()).isEmpty();
  }

  @Test
  void afterTheCaseClosedTheFormerWorkerMayFollowUpForThirtyDays() {
    var story = aStory().clientComes().allocated(MARIA, 1).caseCloses(50);

    assertThat(explanationsOf(story.judge(anAccess(MARIA).on(79).done()).asKnown()))
        .contains("closed-case-follow-up");
    assertThat(explanationsOf(story.judge(anAccess(MARIA).on(81).done()).asKnown())).isEmpty();
  }

  @Test
  void whoNeverHadTheCaseMayNotFollowItUp() {
    Judgement judgement =
        aStory()
            .clientComes()
            .allocated(MARIA, 1)
            .caseCloses(50)
            .judge(anAccess(COLIN).inTeam(SOUTH).on(60).done());

    assertThat(explanationsOf(judgement.asKnown())).isEmpty();
  }

  @Test
  void aFormerWorkerOfAnOpenCaseHasATransferOverlap() {
    var story = aStory().clientComes().allocated(MARIA, 1).allocationEnds(MARIA, 50);

    assertThat(explanationsOf(story.judge(anAccess(MARIA).on(60).done()).asKnown()))
        .containsExactly("transfer-overlap");
    assertThat(explanationsOf(story.judge(anAccess(MARIA).on(90).done()).asKnown())).isEmpty();
  }

  @Test
  void aLegalRequestExplainsItsAssigneeForItsPurposeUntilItIsClosed() {
    var story =
        aStory()
            .clientComes()
            .legalRequest(LegalRequestKind.SUBJECT_ACCESS, COLIN, 10)
            .legalRequestCloses(40);

    var inTime = anAccess(COLIN).forPurpose(Purpose.SUBJECT_ACCESS).on(20).done();
    var otherPurpose = anAccess(COLIN).forPurpose(Purpose.RESEARCH).on(21).done();
    var tooLate = anAccess(COLIN).forPurpose(Purpose.SUBJECT_ACCESS).on(41).done();

    assertThat(explanationsOf(story.judge(inTime).asKnown())).containsExactly("legal-request");
    assertThat(explanationsOf(story.judge(otherPurpose).asKnown())).isEmpty();
    assertThat(explanationsOf(story.judge(tooLate).asKnown())).isEmpty();
  }

  @Test
  void aLegalRequestThatOneAssignedToOneselfIsWeak() {
    Judgement judgement =
        aStory()
            .clientComes()
            .by(COLIN)
            .legalRequest(LegalRequestKind.COMPLAINT, COLIN, 10)
            .judge(anAccess(COLIN).forPurpose(Purpose.COMPLAINT).on(20).done());

    assertThat(judgement.asKnown().explanations().getFirst().isWeak()).isTrue();
  }

  @Test
  void brokenGlassExplainsFurtherAccessesForFourHoursAtMost() {
    var opening =
        anAccess(COLIN).at(day(5)).breakingGlassFor(Duration.ofHours(10)).named("glass").done();
    var story = aStory().clientComes().happened(opening);

    var soon = anAccess(COLIN).at(after(day(5), Duration.ofHours(3))).done();
    var late = anAccess(COLIN).at(after(day(5), Duration.ofHours(5))).done();

    assertThat(explanationsOf(story.judge(opening).asKnown())).containsExactly("break-glass");
    assertThat(explanationsOf(story.judge(soon).asKnown())).containsExactly("break-glass");
    assertThat(explanationsOf(story.judge(late).asKnown())).isEmpty();
  }

  @Test
  void glassBrokenByOneDoesNotExplainAnother() {
    var opening =
        anAccess(COLIN).at(day(5)).breakingGlassFor(Duration.ofHours(4)).named("glass").done();

    Judgement judgement =
        aStory()
            .clientComes()
            .happened(opening)
            .judge(anAccess(OMAR).at(after(day(5), Duration.ofHours(1))).done());

    assertThat(judgement.asKnown().explanations()).isEmpty();
  }

  @Test
  void theAuthorMayLookAtHerOwnNoteForThirtyDays() {
    var story = aStory().clientComes().authored(COLIN, NOTE, 5);

    assertThat(explanationsOf(story.judge(anAccess(COLIN).on(20).done()).asKnown()))
        .containsExactly("author");
    assertThat(explanationsOf(story.judge(anAccess(COLIN).on(40).done()).asKnown())).isEmpty();
    assertThat(explanationsOf(story.judge(anAccess(MARIA).on(20).done()).asKnown())).isEmpty();
  }

  @Test
  void anOfficerWithAConcernInHandIsOnAuditDuty() {
    var story = aStory().clientComes().concernInHandOf(OMAR, 5);
    var officer = anAccess(OMAR).withRole("compliance-officer").forPurpose(Purpose.AUDIT);

    assertThat(explanationsOf(story.judge(officer.on(6).done()).asKnown()))
        .containsExactly("audit-duty");
    assertThat(
            explanationsOf(
                story.judge(anAccess(OMAR).withRole("practitioner").on(7).done()).asKnown()))
        .isEmpty();
  }

  @Test
  void aFactRecordedByAnotherAfterwardsExplainsOnlyAsItWas() {
    Judgement judgement =
        aStory()
            .clientComes()
            .recordedOn(day(6))
            .allocated(MARIA, 1)
            .judge(anAccess(MARIA).on(5).done(), day(6));

    assertThat(judgement.asKnown().verdict()).isEqualTo(Verdict.UNEXPLAINED);
    assertThat(judgement.asItWas().verdict()).isEqualTo(Verdict.EXPLAINED);
    assertThat(judgement.asItWas().explanations().getFirst().later()).isTrue();
  }

  @Test
  void aFactRecordedBeyondTheLateFactGraceExplainsNothing() {
    Judgement judgement =
        aStory()
            .clientComes()
            .recordedOn(day(13))
            .allocated(MARIA, 1)
            .judge(anAccess(MARIA).on(5).done(), day(13));

    assertThat(judgement.asItWas().verdict()).isEqualTo(Verdict.UNEXPLAINED);
  }

  @Test
  void whatTheWorkerRecordedForThemselvesAfterwardsDoesNotExplain() {
    Answer asItWas =
        aStory()
            .clientComes()
            .by(COLIN)
            .recordedOn(day(6))
            .allocated(COLIN, 1)
            .judge(anAccess(COLIN).on(5).done(), day(6))
            .asItWas();

    assertThat(asItWas.verdict()).isEqualTo(Verdict.UNEXPLAINED);
    assertThat(asItWas.explanations().getFirst().isWeak()).isTrue();
  }

  @Test
  void theDirectoryCorrectsTheWorkersTeamsAsItWas() {
    WorkerFacts inNorth = new WorkerFacts(2, Set.of("practitioner"), Set.of(NORTH), Set.of());

    Judgement judgement =
        aStory()
            .clientComes()
            .corrected(COLIN, inNorth, 1, 6)
            .judge(anAccess(COLIN).inTeam(SOUTH).on(5).done(), day(6));

    assertThat(explanationsOf(judgement.asKnown())).isEmpty();
    assertThat(explanationsOf(judgement.asItWas())).containsExactly("allocated-team");
  }

  @Test
  void whoeverAnAccessWasOfExplainsItInBothAnswersHoweverLateItIsLearned() {
    Access access = anAccessOfNobodyKnown().on(5).reportedOn(6).done();

    Judgement judgement =
        aStory().clientComes().allocated(MARIA, 1).learned(access, MARIA, 40).judge(access);

    assertThat(judgement.access().worker()).isEqualTo(MARIA);
    assertThat(judgement.asKnown().verdict()).isEqualTo(Verdict.EXPLAINED);
    assertThat(judgement.asItWas().verdict()).isEqualTo(Verdict.EXPLAINED);
    assertThat(judgement.factsDigest())
        .as("rests on the fact that told")
        .isNotEqualTo(
            aStory()
                .clientComes()
                .allocated(MARIA, 1)
                .judge(anAccess(MARIA).on(5).done())
                .factsDigest());
  }

  @Test
  void glassThatNobodyKnownBrokeCoversNobodyElse() {
    Access broken = anAccessOfNobodyKnown().on(5).breakingGlassFor(Duration.ofHours(4)).done();

    Judgement judgement =
        aStory()
            .clientComes()
            .happened(broken)
            .judge(anAccessOfNobodyKnown().on(5.01).done(), day(9));

    assertThat(explanationsOf(judgement.asKnown())).isEmpty();
    assertThat(judgement.asKnown().verdict()).isEqualTo(Verdict.FLAGGED);
  }

  @Test
  void aCorrectionThatTheDirectoryHadMadeBeforeItWasAskedIsInItsAnswer() {
    Access access = anAccessOfNobodyKnown().on(5).reportedOn(6).done();
    WorkerFacts wrong = new WorkerFacts(1, Set.of(), Set.of(NORTH), Set.of());

    Judgement judgement =
        aStory()
            .clientComes()
            .corrected(COLIN, wrong, 0, 7)
            .learned(access, COLIN, 8)
            .judge(access, day(20));

    assertThat(explanationsOf(judgement.asItWas())).isEmpty();
  }

  @Test
  void theTeamThatHeldACaseBeforeAnotherTeamReopenedItNoLongerExplains() {
    var story = aStory().clientComes().caseCloses(10).caseReopens(SOUTH, 90);

    assertThat(explanationsOf(story.judge(anAccess(COLIN).inTeam(NORTH).on(5).done()).asKnown()))
        .containsExactly("allocated-team");
    assertThat(explanationsOf(story.judge(anAccess(COLIN).inTeam(SOUTH).on(100).done()).asKnown()))
        .containsExactly("allocated-team");
    assertThat(explanationsOf(story.judge(anAccess(COLIN).inTeam(NORTH).on(130).done()).asKnown()))
        .isEmpty();
  }

  @Test
  void theGraceRunsFromTheLastClosingAndNotFromTheFirst() {
    var story =
        aStory().clientComes().allocated(MARIA, 1).caseCloses(10).caseReopens(90).caseCloses(200);

    assertThat(explanationsOf(story.judge(anAccess(MARIA).on(205).done()).asKnown()))
        .contains("closed-case-follow-up");
    assertThat(explanationsOf(story.judge(anAccess(MARIA).on(231).done()).asKnown())).isEmpty();
  }

  @Test
  void whoWasAllocatedToACaseThatWasClosedAlreadyHasNothingToFollowUp() {
    Judgement judgement =
        aStory()
            .clientComes()
            .caseCloses(10)
            .allocated(MARIA, 11)
            .judge(anAccess(MARIA).on(12).done());

    assertThat(explanationsOf(judgement.asKnown())).isEmpty();
  }

  @Test
  void anAllocationToATeamExplainsItsMembersAndThenAnOverlap() {
    var story = aStory().clientComes().teamAllocated(SOUTH, 5).teamAllocationEnds(SOUTH, 50);

    assertThat(explanationsOf(story.judge(anAccess(COLIN).inTeam(SOUTH).on(6).done()).asKnown()))
        .containsExactly("allocated-team");
    assertThat(explanationsOf(story.judge(anAccess(COLIN).inTeam(SOUTH).on(60).done()).asKnown()))
        .containsExactly("transfer-overlap");
    assertThat(explanationsOf(story.judge(anAccess(COLIN).inTeam(SOUTH).on(81).done()).asKnown()))
        .isEmpty();
    assertThat(explanationsOf(story.judge(anAccess(COLIN).on(7).done()).asKnown())).isEmpty();
  }

  @Test
  void aLegalRequestToATeamExplainsItsMembers() {
    var story = aStory().clientComes().legalRequestTo(LegalRequestKind.COMPLAINT, SOUTH, 5);

    var member = anAccess(COLIN).inTeam(SOUTH).forPurpose(Purpose.COMPLAINT).on(6).done();
    var stranger = anAccess(OMAR).forPurpose(Purpose.COMPLAINT).on(7).done();

    assertThat(explanationsOf(story.judge(member).asKnown())).containsExactly("legal-request");
    assertThat(explanationsOf(story.judge(stranger).asKnown())).isEmpty();
  }
}
