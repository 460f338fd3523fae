package org.casenotesaudit.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.rules.Fixtures.*;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.casenotesaudit.rules.facts.Access;
import org.casenotesaudit.rules.facts.Action;
import org.casenotesaudit.rules.facts.AuthorityKind;
import org.casenotesaudit.rules.facts.AuthorityScope;
import org.casenotesaudit.rules.facts.ConflictStrength;
import org.casenotesaudit.rules.facts.LegalRequestKind;
import org.casenotesaudit.rules.facts.MediaUse;
import org.casenotesaudit.rules.facts.Period;
import org.casenotesaudit.rules.facts.Purpose;
import org.casenotesaudit.rules.facts.RecordId;
import org.casenotesaudit.rules.facts.RecordKind;
import org.casenotesaudit.rules.facts.WorkerId;
import org.casenotesaudit.rules.judgement.Alert;
import org.casenotesaudit.rules.judgement.Judgement;
import org.casenotesaudit.rules.judgement.Severity;
import org.casenotesaudit.rules.judgement.Verdict;
import org.casenotesaudit.rules.pack.RulePack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each concern: holding, not holding, answered, and what alerts follow. */
class ConcernsTest {

  @Test
  void aSingleUnexplainedAccessIsListedAndAsksForNobody() {
    Judgement judgement = aStory().clientComes().judge(anAccess(COLIN).on(5).done());

    assertThat(judgement.asKnown().verdict()).isEqualTo(Verdict.UNEXPLAINED);
    assertThat(concern(judgement.asKnown(), "no-relationship").severity()).isEqualTo(Severity.INFO);
    assertThat(alertsOf(judgement)).isEmpty();
  }

  @Test
  void theThirdUnexplainedAccessWithinAMonthIsFlagged() {
    Judgement judgement =
        aStory()
            .clientComes()
            .happened(anAccess(COLIN).on(5).done(), anAccess(COLIN).on(8).done())
            .judge(anAccess(COLIN).on(9).done());

    assertThat(judgement.asKnown().verdict()).isEqualTo(Verdict.FLAGGED);
    assertThat(concern(judgement.asKnown(), "no-relationship").reasons())
        .containsExactly("unexplained-accesses=3", "within-days=30");
    assertThat(alertsOf(judgement)).containsExactly("no-relationship");
  }

  @Test
  void repetitionOutsideTheWindowOrByAnotherDoesNotCount() {
    Judgement judgement =
        aStory()
            .clientComes()
            .happened(anAccess(COLIN).on(5).done(), anAccess(OMAR).on(49).done())
            .judge(anAccess(COLIN).on(50).done());

    assertThat(judgement.asKnown().verdict()).isEqualTo(Verdict.UNEXPLAINED);
  }

  @Test
  void exportsAndMediaWithoutAReasonAreFlaggedAtOnce() {
    var story = aStory().clientComes().authority("c", AuthorityKind.OWN_CONSENT, 1, Set.of());

    assertThat(alertsOf(story.judge(anAccess(COLIN).as(Action.EXPORT).on(5).done())))
        .containsExactly("no-relationship");
    assertThat(alertsOf(story.judge(anAccess(COLIN).toFilm().on(6).done())))
        .containsExactly("no-relationship");
  }

  @Test
  void aSearchHitAloneIsNeverFlagged() {
    Judgement judgement =
        aStory()
            .clientComes()
            .happened(anAccess(COLIN).on(5).done(), anAccess(COLIN).on(6).done())
            .judge(anAccess(COLIN).as(Action.SEARCH).toWholeClient().on(7).done());

    assertThat(judgement.asKnown().verdict()).isEqualTo(Verdict.UNEXPLAINED);
  }

  @Test
  void whatStaysUndeterminedPastPatienceAsksForAPerson() {
    Access access = anAccess(COLIN).unknownToTheDirectory().on(5).done();
    var story = aStory().clientComes();

    assertThat(story.judge(access, day(5.9)).asKnown().verdict()).isEqualTo(Verdict.UNDETERMINED);
    Judgement later = story.judge(access, day(6));
    assertThat(later.asKnown().verdict()).isEqualTo(Verdict.FLAGGED);
    assertThat(concern(later.asKnown(), "no-relationship").reasons())
        .containsExactly("still-missing=worker-facts");
    assertThat(later.judgeAgainAt()).isNull();
  }

  @Test
  void anAccessOfNobodyKnownWaitsAndIsThenAStrangersNeverExplained() {
    Access access = anAccessOfNobodyKnown().on(2).reportedOn(5).done();
    var story = aStory().clientComes().allocated(MARIA, 1);

    Judgement early = story.judge(access, day(5.9));
    assertThat(early.asKnown().verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(early.asItWas().missingFacts()).containsExactly("worker");
    assertThat(early.judgeAgainAt()).isEqualTo(day(6));
    Judgement later = story.judge(access, day(6));
    assertThat(later.asKnown().verdict()).isEqualTo(Verdict.FLAGGED);
    assertThat(concern(later.asKnown(), "no-relationship").reasons())
        .containsExactly("still-missing=worker");
    assertThat(later.judgeAgainAt()).isNull();
  }

  @Test
  void accessesOfNobodyKnownAreNotThoseOfOnePerson() {
    var story = aStory().clientComes();
    for (int i = 0; i < 4; i++) {
      story.happened(anAccessOfNobodyKnown().on(5 + i / 100.0).done());
    }

    Judgement judgement = story.judge(anAccessOfNobodyKnown().on(5.5).done(), day(9));

    assertThat(judgement.firstAccess()).isTrue();
    assertThat(concern(judgement.asKnown(), "no-relationship").reasons())
        .containsExactly("still-missing=worker");
  }

  @Test
  void refusalsOfNobodyKnownCountOnTheClientAndNotAsOnePersons() {
    Access last = anAccessOfNobodyKnown().on(5.02).refused().done();
    Judgement judgement =
        aStory()
            .clientComes()
            .happened(
                anAccessOfNobodyKnown().on(5).refused().done(),
                anAccess(COLIN).on(5.01).refused().done())
            .judge(last, day(9));

    assertThat(concern(judgement.asKnown(), "refused-attempts").reasons())
        .containsExactly(
            "refusals-on-client=3", "workers=1", "refusals-by-nobody-known=2", "within-minutes=60");
  }

  @Test
  void whetherNobodyKnownIsNamedInARestrictionIsNotSaid() {
    Judgement judgement =
        aStory()
            .clientComes()
            .restrictedTo(MARIA, 1)
            .judge(anAccessOfNobodyKnown().on(5).done(), day(9));

    assertThat(openConcernsOf(judgement.asKnown())).containsExactly("no-relationship");
    assertThat(concern(judgement.asKnown(), "no-relationship").severity()).isEqualTo(Severity.HIGH);
  }

  @Test
  void aCaseClosedLongAgoIsFlaggedWithTheDaysSince() {
    Judgement judgement =
        aStory()
            .clientComes()
            .allocated(MARIA, 1)
            .caseCloses(10)
            .judge(anAccess(COLIN).inTeam(SOUTH).on(224).done());

    assertThat(judgement.asKnown().verdict()).isEqualTo(Verdict.FLAGGED);
    assertThat(concern(judgement.asKnown(), "after-ending").reasons())
        .containsExactly("case-closed-days=214", "grace-days=30");
    assertThat(Alert.from(judgement))
        .singleElement()
        .satisfies(
            alert -> {
              assertThat(alert.finding().concernId()).isEqualTo("after-ending");
              assertThat(alert.attributable()).isTrue();
            });
  }

  @Test
  void aCaseClosedWithinTheGraceIsNotAfterItsEnding() {
    Judgement judgement =
        aStory().clientComes().caseCloses(10).judge(anAccess(COLIN).on(30).done());

    assertThat(openConcernsOf(judgement.asKnown())).containsExactly("no-relationship");
    assertThat(alertsOf(judgement)).isEmpty();
  }

  @Test
  void theWholeClientIsAfterItsEndingWhenEveryCaseIsClosed() {
    Judgement judgement =
        aStory().clientComes().caseCloses(10).judge(anAccess(COLIN).toWholeClient().on(60).done());

    assertThat(openConcernsOf(judgement.asKnown())).contains("after-ending");
  }

  @Test
  void anAllocationThatEndedLongAgoIsFlaggedOnAnOpenCase() {
    Judgement judgement =
        aStory()
            .clientComes()
            .allocated(MARIA, 1)
            .allocationEnds(MARIA, 10)
            .judge(anAccess(MARIA).on(60).done());

    assertThat(concern(judgement.asKnown(), "after-ending").reasons())
        .containsExactly("allocation-ended-days=50", "grace-days=30");
  }

  @Test
  void aLegalRequestAnswersAnEndingAndAWeakOneDoesNot() {
    Access access = anAccess(COLIN).forPurpose(Purpose.SUBJECT_ACCESS).on(100).done();
    Judgement assigned =
        aStory()
            .clientComes()
            .caseCloses(10)
            .legalRequest(LegalRequestKind.SUBJECT_ACCESS, COLIN, 90)
            .judge(access);
    Judgement selfMade =
        aStory()
            .clientComes()
            .caseCloses(10)
            .by(COLIN)
            .legalRequest(LegalRequestKind.SUBJECT_ACCESS, COLIN, 90)
            .judge(access);

    assertThat(assigned.asKnown().verdict()).isEqualTo(Verdict.EXPLAINED);
    assertThat(concern(assigned.asKnown(), "after-ending").answeredBy()).isEqualTo("legal-request");
    assertThat(selfMade.asKnown().verdict()).isEqualTo(Verdict.FLAGGED);
  }

  @Test
  void aClosingRecordedLaterFlagsOnlyAsItWas() {
    Judgement judgement =
        aStory()
            .clientComes()
            .recordedOn(day(101))
            .caseCloses(10)
            .judge(anAccess(COLIN).inTeam(NORTH).on(100).done(), day(101));

    assertThat(judgement.asKnown().verdict()).isEqualTo(Verdict.EXPLAINED);
    assertThat(judgement.asItWas().verdict()).isEqualTo(Verdict.FLAGGED);
    assertThat(Alert.from(judgement))
        .singleElement()
        .satisfies(alert -> assertThat(alert.attributable()).isFalse());
  }

  @Test
  void aFactRecordedAfterTheAlertGoesToReviewAndDoesNotMakeItVanish() {
    Judgement judgement =
        aStory()
            .clientComes()
            .caseCloses(10)
            .recordedOn(day(101))
            .legalRequest(LegalRequestKind.COMPLAINT, COLIN, 90)
            .judge(anAccess(COLIN).forPurpose(Purpose.COMPLAINT).on(100).done(), day(101));

    assertThat(judgement.asItWas().verdict()).isEqualTo(Verdict.EXPLAINED);
    assertThat(alertsOf(judgement)).containsExactly("after-ending");
  }

  @Test
  void aRestrictedRecordOpenedByOneNotNamedIsHighEvenWhenAllocated() {
    Judgement judgement =
        aStory()
            .clientComes()
            .allocated(MARIA, 1)
            .restrictedTo(SOFIA, 5)
            .judge(anAccess(MARIA).on(6).done());

    assertThat(concern(judgement.asKnown(), "restricted-client").severity())
        .isEqualTo(Severity.HIGH);
    assertThat(alertsOf(judgement)).containsExactly("restricted-client");
  }

  @Test
  void theNamedWorkerAndALiftedRestrictionAreNoConcern() {
    var story =
        aStory().clientComes().allocated(MARIA, 1).restrictedTo(MARIA, 5).restrictionLifted(50);

    assertThat(alertsOf(story.judge(anAccess(MARIA).on(6).done()))).isEmpty();
    assertThat(openConcernsOf(story.judge(anAccess(COLIN).on(6).done()).asKnown()))
        .contains("restricted-client", "no-relationship");
    assertThat(openConcernsOf(story.judge(anAccess(COLIN).on(51).done()).asKnown()))
        .doesNotContain("restricted-client");
  }

  @Test
  void brokenGlassOnARestrictedClientIsReviewedWithinADayAndNotFlagged() {
    Judgement judgement =
        aStory()
            .clientComes()
            .restrictedTo(MARIA, 5)
            .judge(anAccess(COLIN).on(6).breakingGlassFor(Duration.ofHours(4)).done());

    assertThat(judgement.asKnown().verdict()).isEqualTo(Verdict.EXPLAINED);
    assertThat(concern(judgement.asKnown(), "restricted-client").answeredBy())
        .isEqualTo("break-glass");
    assertThat(alertsOf(judgement)).containsExactly("break-glass-review");
    assertThat(concern(judgement.asKnown(), "break-glass-review").reasons())
        .contains("review-within-hours=24");
  }

  @Test
  void aStrongConflictIsHighAndAnAllocationDoesNotAnswerIt() {
    Judgement judgement =
        aStory()
            .clientComes()
            .allocated(MARIA, 1)
            .conflict(MARIA, ConflictStrength.STRONG, 2)
            .judge(anAccess(MARIA).on(5).done());

    assertThat(concern(judgement.asKnown(), "conflict-of-interest").severity())
        .isEqualTo(Severity.HIGH);
    assertThat(judgement.asKnown().verdict()).isEqualTo(Verdict.FLAGGED);
  }

  @Test
  void aClearedConflictAWeakOneAndAnothersAreNotFlagged() {
    var story = aStory().clientComes().allocated(MARIA, 1);
    story.conflict(COLIN, ConflictStrength.STRONG, 2);
    assertThat(alertsOf(story.judge(anAccess(MARIA).on(5).done()))).isEmpty();

    var cleared =
        aStory()
            .clientComes()
            .allocated(MARIA, 1)
            .conflict(MARIA, ConflictStrength.STRONG, 2)
            .conflictCleared(4);
    assertThat(alertsOf(cleared.judge(anAccess(MARIA).on(5).done()))).isEmpty();

    var weak = aStory().clientComes().allocated(MARIA, 1).conflict(MARIA, ConflictStrength.WEAK, 2);
    assertThat(alertsOf(weak.judge(anAccess(MARIA).on(5).done()))).isEmpty();
  }

  @Test
  void onesOwnSubjectAccessRequestIsNoConflict() {
    Judgement judgement =
        aStory()
            .clientComes()
            .conflict(COLIN, ConflictStrength.STRONG, 2)
            .legalRequest(LegalRequestKind.SUBJECT_ACCESS, COLIN, 3)
            .judge(anAccess(COLIN).forPurpose(Purpose.SUBJECT_ACCESS).on(5).done());

    assertThat(concern(judgement.asKnown(), "conflict-of-interest").answeredBy())
        .isEqualTo("legal-request");
    assertThat(alertsOf(judgement)).isEmpty();
  }

  @Test
  void theThirdRefusalWithinAnHourIsFlaggedAndTheSecondIsNot() {
    var first = anAccess(COLIN).at(day(5)).refused().done();
    var second = anAccess(COLIN).at(after(day(5), Duration.ofMinutes(20))).refused().done();
    var third = anAccess(COLIN).at(after(day(5), Duration.ofMinutes(59))).refused().done();
    var story = aStory().clientComes().happened(first, second, third);

    assertThat(alertsOf(story.judge(second))).isEmpty();
    Judgement judgement = story.judge(third);
    assertThat(alertsOf(judgement)).containsExactly("refused-attempts");
    assertThat(concern(judgement.asKnown(), "refused-attempts").reasons())
        .containsExactly("refusals-by-worker=3", "within-minutes=60");
  }

  @Test
  void refusalsSpreadOverMoreThanAnHourAreNotFlagged() {
    var story =
        aStory()
            .clientComes()
            .happened(
                anAccess(COLIN).at(day(5)).refused().done(),
                anAccess(COLIN).at(after(day(5), Duration.ofMinutes(40))).refused().done());

    assertThat(
            alertsOf(
                story.judge(
                    anAccess(COLIN).at(after(day(5), Duration.ofMinutes(60))).refused().done())))
        .isEmpty();
  }

  @Test
  void refusalsOfSeveralWorkersOnOneClientAreFlaggedTogether() {
    Judgement judgement =
        aStory()
            .clientComes()
            .happened(
                anAccess(COLIN).at(day(5)).refused().done(),
                anAccess(OMAR).at(after(day(5), Duration.ofMinutes(1))).refused().done())
            .judge(anAccess(MARIA).at(after(day(5), Duration.ofMinutes(2))).refused().done());

    assertThat(concern(judgement.asKnown(), "refused-attempts").reasons())
        .containsExactly("refusals-on-client=3", "workers=3", "within-minutes=60");
  }

  @Test
  void aRecordingWithoutAuthorityIsFlaggedOnlyWhenADayHasPassed() {
    var story = aStory().clientComes();
    Access taken = anAccess(MARIA).on(5).capturing().done();

    Judgement atOnce = story.judge(taken, day(5));
    assertThat(atOnce.asKnown().verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(atOnce.judgeAgainAt()).isEqualTo(day(6));
    assertThat(alertsOf(atOnce)).isEmpty();
    assertThat(alertsOf(story.judge(taken, day(6))))
        .containsExactly("media-captured-without-authority");
  }

  @Test
  void anAuthorityRecordedWithinTheDayAnswersARecording() {
    Access taken = anAccess(MARIA).on(5).capturing().done();

    Judgement judgement =
        aStory()
            .clientComes()
            .recordedOn(day(5.5))
            .authority("consent", AuthorityKind.OWN_CONSENT, 5, Set.of())
            .judge(taken, day(7));

    assertThat(judgement.asKnown().verdict()).isEqualTo(Verdict.EXPLAINED);
    assertThat(alertsOf(judgement)).isEmpty();
  }

  @Test
  void anAuthorityRecordedAfterTheDayDoesNotMakeTheAlertVanish() {
    Access taken = anAccess(MARIA).on(5).capturing().done();

    Judgement judgement =
        aStory()
            .clientComes()
            .recordedOn(day(8))
            .authority("consent", AuthorityKind.OWN_CONSENT, 5, Set.of())
            .judge(taken, day(8));

    assertThat(judgement.asItWas().verdict()).isEqualTo(Verdict.EXPLAINED);
    assertThat(alertsOf(judgement)).containsExactly("media-captured-without-authority");
  }

  @Test
  void viewingUnderAnAuthorityInForceIsNoConcern() {
    Judgement judgement =
        aStory()
            .clientComes()
            .allocated(MARIA, 1)
            .authority("consent", AuthorityKind.OWN_CONSENT, 2, Set.of())
            .judge(anAccess(MARIA).toFilm().on(5).done());

    assertThat(judgement.asKnown().verdict()).isEqualTo(Verdict.EXPLAINED);
    assertThat(judgement.asKnown().concerns()).isEmpty();
  }

  @Test
  void viewingAfterTheWithdrawalIsFlaggedAndTheWithdrawalWinsATie() {
    var story =
        aStory()
            .clientComes()
            .allocated(MARIA, 1)
            .authority("consent", AuthorityKind.OWN_CONSENT, 2, Set.of())
            .withdrawn("consent", 10);

    assertThat(alertsOf(story.judge(anAccess(MARIA).toFilm().on(9.99).done()))).isEmpty();
    Judgement tie = story.judge(anAccess(MARIA).toFilm().on(10).done());
    assertThat(alertsOf(tie)).containsExactly("media-used-outside-authority");
    assertThat(concern(tie.asKnown(), "media-used-outside-authority").reasons())
        .containsExactly("authority-withdrawn");
  }

  @Test
  void aCourtOrderAnswersTheWithdrawalForItsPurposeOnly() {
    var story =
        aStory()
            .clientComes()
            .allocated(MARIA, 1)
            .authority("consent", AuthorityKind.OWN_CONSENT, 2, Set.of())
            .withdrawn("consent", 10)
            .authority("order", AuthorityKind.COURT_ORDER, 12, Set.of());

    assertThat(
            alertsOf(
                story.judge(
                    anAccess(MARIA).toFilm().forPurpose(Purpose.COURT_PROCEEDINGS).on(20).done())))
        .isEmpty();
    assertThat(alertsOf(story.judge(anAccess(MARIA).toFilm().on(21).done())))
        .containsExactly("media-used-outside-authority");
  }

  @Test
  void handlingTheWithdrawalAnswersItForTheAllocatedWorkerOnly() {
    var story =
        aStory()
            .clientComes()
            .allocated(MARIA, 1)
            .authority("consent", AuthorityKind.OWN_CONSENT, 2, Set.of())
            .withdrawn("consent", 10);
    Purpose handling = Purpose.CONSENT_WITHDRAWAL_HANDLING;

    assertThat(alertsOf(story.judge(anAccess(MARIA).toFilm().forPurpose(handling).on(11).done())))
        .isEmpty();
    assertThat(alertsOf(story.judge(anAccess(COLIN).toFilm().forPurpose(handling).on(11).done())))
        .contains("media-used-outside-authority");
  }

  @Test
  void aChildsOwnRefusalIsNotOverriddenByAParentsConsent() {
    Judgement judgement =
        aStory()
            .clientComes()
            .allocated(MARIA, 1)
            .refusal(2)
            .authority("parent", AuthorityKind.CONSENT_FOR_CHILD, 3, Set.of())
            .judge(anAccess(MARIA).toFilm().on(5).done());

    assertThat(concern(judgement.asKnown(), "media-used-outside-authority").reasons())
        .containsExactly("authority-refused");
  }

  @Test
  void anUnlistedUseOrPurposeIsOutsideTheAuthority() {
    var story =
        aStory()
            .clientComes()
            .allocated(MARIA, 1)
            .authority("care", AuthorityKind.OWN_CONSENT, 2, Set.of(Purpose.DIRECT_CARE));

    assertThat(alertsOf(story.judge(anAccess(MARIA).toFilm().as(Action.SHARE).on(5).done())))
        .containsExactly("media-used-outside-authority");
    assertThat(
            alertsOf(
                story.judge(anAccess(MARIA).toFilm().forPurpose(Purpose.PUBLICITY).on(6).done())))
        .containsExactly("media-used-outside-authority");
  }

  @Test
  void theUploaderMayLookAtWhatIsHeldForADay() {
    var story = aStory().clientComes().allocated(MARIA, 1).authored(MARIA, FILM, 5);

    assertThat(alertsOf(story.judge(anAccess(MARIA).toFilm().on(5.5).done()))).isEmpty();
    assertThat(alertsOf(story.judge(anAccess(MARIA).toFilm().on(6.5).done())))
        .containsExactly("media-used-outside-authority");
  }

  @Test
  void aRuleThatIsSwitchedOffDoesNotJudge() {
    Access access = anAccess(COLIN).on(100).done();
    var file = aStory().clientComes().caseCloses(10).happened(access).file(day(100));
    var off = new RulePack("off", "1", "digest", PACK.parameters(), Set.of("after-ending"));

    assertThat(alertsOf(Judge.judge(access, file, PACK))).containsExactly("after-ending");
    assertThat(alertsOf(Judge.judge(access, file, off))).isEmpty();
  }

  @Test
  void theFirstAccessIsToldApart() {
    var story = aStory().clientComes();

    assertThat(story.judge(anAccess(COLIN).on(5).done()).firstAccess()).isTrue();
    assertThat(story.judge(anAccess(COLIN).on(6).done()).firstAccess()).isFalse();
    assertThat(story.judge(anAccess(MARIA).on(7).done()).firstAccess()).isTrue();
  }

  @Test
  void aConflictOfMediumStrengthIsHighOnceOpenedAndListedInASearchOrARefusal() {
    var story =
        aStory().clientComes().allocated(MARIA, 1).conflict(MARIA, ConflictStrength.MEDIUM, 2);

    assertThat(
            concern(story.judge(anAccess(MARIA).on(5).done()).asKnown(), "conflict-of-interest")
                .severity())
        .isEqualTo(Severity.HIGH);
    assertThat(
            alertsOf(story.judge(anAccess(MARIA).as(Action.SEARCH).toWholeClient().on(6).done())))
        .isEmpty();
    assertThat(alertsOf(story.judge(anAccess(MARIA).refused().on(7).done()))).isEmpty();
  }

  @Test
  void aSearchOrARefusalOfSomebodyStillUnknownAsksForAPersonWhenPatienceEnds() {
    var story = aStory().clientComes();
    Access search =
        anAccess(COLIN).unknownToTheDirectory().as(Action.SEARCH).toWholeClient().on(5).done();
    Access refused = anAccessOfNobodyKnown().refused().on(6).done();

    assertThat(alertsOf(story.judge(search, day(5.9)))).isEmpty();
    assertThat(alertsOf(story.judge(search, day(6)))).containsExactly("no-relationship");
    assertThat(alertsOf(story.judge(refused, day(7)))).containsExactly("no-relationship");
  }

  @Test
  void readingBackOnesOwnAmendmentAfterTheEndingIsAnswered() {
    Judgement judgement =
        aStory()
            .clientComes()
            .allocated(MARIA, 1)
            .caseCloses(10)
            .authored(MARIA, NOTE, 50)
            .judge(anAccess(MARIA).on(51).done());

    assertThat(judgement.asKnown().verdict()).isEqualTo(Verdict.EXPLAINED);
    assertThat(concern(judgement.asKnown(), "after-ending").answeredBy()).isEqualTo("author");
  }

  @Test
  void brokenGlassOnAClientWithoutRestrictionIsReviewedToo() {
    Judgement judgement =
        aStory()
            .clientComes()
            .judge(anAccess(COLIN).on(6).breakingGlassFor(Duration.ofHours(4)).done());

    assertThat(concern(judgement.asKnown(), "break-glass-review").severity())
        .isEqualTo(Severity.LOW);
    assertThat(alertsOf(judgement)).containsExactly("break-glass-review");
  }

  @Test
  void anAuthorityForTheRecordingByNameAnswersItsMakingWhenGivenWithinTheDay() {
    Access taken = anAccess(MARIA).on(5).capturing().done();

    assertThat(alertsOf(aStory().clientComes().consentTo(FILM, 5.2).judge(taken, day(7))))
        .isEmpty();
    assertThat(
            alertsOf(
                aStory().clientComes().consentTo(new RecordId("other"), 5.2).judge(taken, day(7))))
        .containsExactly("media-captured-without-authority");
    assertThat(
            alertsOf(
                aStory()
                    .clientComes()
                    .authority("from-now", AuthorityKind.OWN_CONSENT, 5.2, Set.of())
                    .judge(taken, day(7))))
        .as("consent to future recordings")
        .containsExactly("media-captured-without-authority");
  }

  @Test
  void peopleNotIdentifiedInARecordingNeedAnOrderOrADutyThatNamesIt() {
    Access taken = anAccess(MARIA).on(5).capturing(2).done();
    var agreed = aStory().clientComes().authority("c", AuthorityKind.OWN_CONSENT, 1, Set.of());

    Judgement open = agreed.judge(taken, day(6));
    assertThat(concern(open.asKnown(), "media-captured-without-authority").reasons())
        .containsExactly("unidentified-subjects=2");
    assertThat(concern(open.asKnown(), "media-captured-without-authority").severity())
        .isEqualTo(Severity.LOW);
    assertThat(alertsOf(agreed.consentTo(FILM, 5.4).judge(taken, day(6)))).isNotEmpty();
    var ordered = agreed.authorityTo(FILM, AuthorityKind.STATUTORY_DUTY, 5.5);
    assertThat(alertsOf(ordered.judge(taken, day(6)))).isEmpty();
  }

  @Test
  void aRefusalOrAWithdrawalBeforeTheRecordingIsNamed() {
    Access taken = anAccess(MARIA).on(5).capturing().done();

    Judgement refused = aStory().clientComes().refusal(2).judge(taken, day(6));
    assertThat(concern(refused.asKnown(), "media-captured-without-authority").reasons())
        .containsExactly("no-authority-within-hours=24", "refused-before");
    assertThat(concern(refused.asKnown(), "media-captured-without-authority").severity())
        .isEqualTo(Severity.HIGH);
    Judgement withdrawn =
        aStory()
            .clientComes()
            .authority("c", AuthorityKind.OWN_CONSENT, 1, Set.of())
            .withdrawn("c", 3)
            .judge(taken, day(6));
    assertThat(concern(withdrawn.asKnown(), "media-captured-without-authority").reasons())
        .containsExactly("no-authority-within-hours=24", "withdrawn-before");
  }

  @Test
  void theSupervisorOfTheUploaderMayLookAtWhatIsHeldForADay() {
    var story = aStory().clientComes().allocated(MARIA, 1).authored(MARIA, FILM, 5);

    assertThat(alertsOf(story.judge(anAccess(SOFIA).supervising(MARIA).toFilm().on(5.5).done())))
        .isEmpty();
    assertThat(alertsOf(story.judge(anAccess(OMAR).supervising(COLIN).toFilm().on(5.6).done())))
        .contains("media-used-outside-authority");
  }

  @Test
  void anAuthorityCoversItsAudienceItsTimeItsMediumAndItsRecordingsOnly() {
    var views = Set.of(MediaUse.VIEW);
    var videos = Set.of(RecordKind.VIDEO);
    Access maria = anAccess(MARIA).inTeam(SOUTH).toFilm().on(5).done();
    var forSouth = new AuthorityScope(videos, views, Set.of(), Set.of(), Set.of(SOUTH));
    var forNorth = new AuthorityScope(videos, views, Set.of(), Set.of(), Set.of(NORTH));
    var photos = new AuthorityScope(Set.of(RecordKind.PHOTO), views, Set.of(), Set.of(), Set.of());
    var thisFilm = new AuthorityScope(videos, views, Set.of(), Set.of(FILM), Set.of());
    var another = Set.of(new RecordId("another"));
    var anotherFilm = new AuthorityScope(videos, views, Set.of(), another, Set.of());
    var always = Period.since(day(1));

    assertThat(mediaAlerts(forSouth, always, maria)).isEmpty();
    assertThat(mediaAlerts(forNorth, always, maria)).isNotEmpty();
    assertThat(mediaAlerts(photos, always, maria)).isNotEmpty();
    assertThat(mediaAlerts(thisFilm, always, maria)).isEmpty();
    assertThat(mediaAlerts(anotherFilm, always, maria)).isNotEmpty();
    assertThat(mediaAlerts(forSouth, new Period(day(1), day(5.1)), maria)).isEmpty();
    assertThat(mediaAlerts(forSouth, new Period(day(1), day(5)), maria)).isNotEmpty();
    assertThat(mediaAlerts(forSouth, new Period(day(5.1), null), maria)).isNotEmpty();
  }

  private static List<String> mediaAlerts(AuthorityScope scope, Period period, Access access) {
    return alertsOf(
        aStory().clientComes().allocated(MARIA, 1).consent(scope, period).judge(access));
  }

  @ParameterizedTest
  @CsvSource({
    "STATUTORY_DUTY,SAFEGUARDING,DIRECT_CARE",
    "BEST_INTERESTS,DIRECT_CARE,RESEARCH",
    "LEGAL_HOLD,LEGAL_REQUEST,DIRECT_CARE",
    "EMERGENCY,EMERGENCY,DIRECT_CARE",
    "COURT_ORDER,COURT_PROCEEDINGS,DIRECT_CARE",
  })
  void anotherAuthorityAnswersAWithdrawalForItsOwnPurposeOnly(
      AuthorityKind kind, Purpose answered, Purpose not) {
    var story =
        aStory()
            .clientComes()
            .allocated(MARIA, 1)
            .authority("consent", AuthorityKind.OWN_CONSENT, 2, Set.of())
            .withdrawn("consent", 10)
            .authority("other", kind, 12, Set.of());

    assertThat(alertsOf(story.judge(anAccess(MARIA).toFilm().forPurpose(answered).on(20).done())))
        .isEmpty();
    assertThat(alertsOf(story.judge(anAccess(MARIA).toFilm().forPurpose(not).on(21).done())))
        .containsExactly("media-used-outside-authority");
  }

  @Test
  void aLegalRequestAnAuditAndASupervisorHandlingItAnswerAWithdrawal() {
    var story =
        aStory()
            .clientComes()
            .allocated(MARIA, 1)
            .authority("consent", AuthorityKind.OWN_CONSENT, 2, Set.of())
            .withdrawn("consent", 10)
            .legalRequest(LegalRequestKind.COMPLAINT, COLIN, 11)
            .concernInHandOf(OMAR, 11);

    assertThat(
            answerTo(
                story.judge(anAccess(COLIN).toFilm().forPurpose(Purpose.COMPLAINT).on(12).done())))
        .isEqualTo("legal-request");
    assertThat(
            answerTo(
                story.judge(
                    anAccess(OMAR)
                        .withRole("compliance-officer")
                        .toFilm()
                        .forPurpose(Purpose.AUDIT)
                        .on(12)
                        .done())))
        .isEqualTo("audit-duty");
    assertThat(
            answerTo(
                story.judge(
                    anAccess(SOFIA)
                        .supervising(MARIA)
                        .toFilm()
                        .forPurpose(Purpose.CONSENT_WITHDRAWAL_HANDLING)
                        .on(12)
                        .done())))
        .isEqualTo("supervisor-of");
  }

  private static String answerTo(Judgement judgement) {
    assertThat(alertsOf(judgement)).isEmpty();
    return concern(judgement.asKnown(), "media-used-outside-authority").answeredBy();
  }

  @Test
  void anAuthorityRecordedAfterTheUseCountsOnlySoonAndNotByWhoeverUsedIt() {
    Access viewed = anAccess(MARIA).toFilm().on(5).done();

    assertThat(mediaVerdictAsItWas(viewed, SOFIA, 6)).isEqualTo(Verdict.EXPLAINED);
    assertThat(mediaVerdictAsItWas(viewed, MARIA, 6)).isEqualTo(Verdict.FLAGGED);
    assertThat(mediaVerdictAsItWas(viewed, SOFIA, 105)).isEqualTo(Verdict.FLAGGED);
  }

  private static Verdict mediaVerdictAsItWas(Access viewed, WorkerId recorder, double recordedOn) {
    return aStory()
        .clientComes()
        .allocated(MARIA, 1)
        .by(recorder)
        .recordedOn(day(recordedOn))
        .authority("consent", AuthorityKind.OWN_CONSENT, 2, Set.of())
        .judge(viewed, day(recordedOn))
        .asItWas()
        .verdict();
  }
}
