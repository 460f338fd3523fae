package org.casenotesaudit.confidentiality.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.confidentiality.topology.Happening.*;

import org.casenotesaudit.confidentiality.topology.Tally.Kind;
import org.casenotesaudit.events.FactTooLate;
import org.casenotesaudit.events.JudgementMade;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.TooLateReason;
import org.casenotesaudit.events.Verdict;
import org.casenotesaudit.events.catalogue.Topic;
import org.casenotesaudit.events.catalogue.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What lies further back than twenty days: it settles, leaves, and is told of when it is late. */
class HorizonTest {

  private static final int HORIZON_DAYS = 20;

  private final StreamOnTheBench stream =
      new StreamOnTheBench(StreamOnTheBench.packWithHorizon(HORIZON_DAYS), Bounds.defaults());

  @BeforeEach
  void aClientOfAnotherTeamIsOpenedByColin() {
    stream.tell(
        named("registered").clientRegistered(),
        named("opened").caseOpened(SOUTH, 0),
        named("a").by(COLIN).inTeam(NORTH).opened(RecordKind.CASE_NOTE, 5));
  }

  @AfterEach
  void close() {
    stream.close();
  }

  private void everyTopicMovesOnTo(double day) {
    for (Topic topic : ConfidentialityTopology.READ) {
      stream.tell(named("beat-" + topic.name() + day).timePasses(topic, day));
    }
    stream.finish();
  }

  @Test
  void anAccessLeavesWhenEveryTopicHasMovedPastItsHorizonAndNotBefore() {
    stream.tell(
        named("beat-1").timePasses(Topics.CASE_NOTES_RECORD, 60),
        named("beat-2").timePasses(Topics.ACCESS_OBSERVED, 60));
    stream.finish();
    assertThat(stream.entriesIn(Stores.ACCESSES)).as("reviews may lag").isEqualTo(1);
    int said = stream.said.size();

    stream.tell(named("beat-3").timePasses(Topics.REVIEWS, 60));
    stream.finish();

    assertThat(stream.entriesIn(Stores.ACCESSES)).isZero();
    assertThat(stream.count(Kind.DEPARTED)).isEqualTo(1);
    assertThat(stream.said).hasSize(said);
  }

  @Test
  void accessesOfManyClientsLeaveInSteps() {
    try (var inSteps =
        new StreamOnTheBench(
            StreamOnTheBench.packWithHorizon(HORIZON_DAYS), new Bounds(2, 10_000))) {
      for (int i = 0; i < 18; i++) {
        double day = i < 9 ? i : 60 + i;
        inSteps.tell(
            named("m-" + i).of(id("client-" + i % 3)).by(COLIN).opened(RecordKind.CASE_NOTE, day));
      }
      for (Topic topic : ConfidentialityTopology.READ) {
        inSteps.tell(named("beat-" + topic.name()).timePasses(topic, 60));
      }

      inSteps.pause();
      assertThat(inSteps.entriesIn(Stores.ACCESSES)).isBetween(15, 17);
      for (int i = 0; i < 9; i++) {
        inSteps.pause();
      }

      assertThat(inSteps.entriesIn(Stores.ACCESSES)).isEqualTo(9);
      assertThat(inSteps.count(Kind.DEPARTED)).isEqualTo(9);
    }
  }

  @Test
  void aFactThatReachesBackPastTheHorizonIsToldAndLeavesTheJudgementAsItIs() {
    stream.tell(named("allocation").recordedOn(30).allocated(COLIN, 1));

    assertThat(stream.said(FactTooLate.class))
        .singleElement()
        .satisfies(
            late -> {
              assertThat(late.getFactEventId()).isEqualTo(id("allocation"));
              assertThat(late.getSaysSince()).isEqualTo(day(1));
              assertThat(late.getSettledUntil()).isEqualTo(day(30 - HORIZON_DAYS));
              assertThat(late.getReason()).isEqualTo(TooLateReason.PAST_HORIZON);
              assertThat(late.getEnvelope().getClientId()).isEqualTo(CLIENT);
            });
    assertThat(stream.count(Kind.FACT_TOO_LATE)).isEqualTo(1);
    assertThat(stream.lastJudgement("a").getRevision()).isEqualTo(1);

    stream.tell(named("allocation").recordedOn(30).allocated(COLIN, 1));
    assertThat(stream.said(FactTooLate.class)).as("told once").hasSize(1);
  }

  @Test
  void itIsToldAlsoWhenTheAccessHasLeft() {
    everyTopicMovesOnTo(60);
    stream.tell(named("allocation").recordedOn(61).allocated(COLIN, 1));

    assertThat(stream.said(FactTooLate.class)).hasSize(1);
  }

  @Test
  void aFactThatReachesBackToNoSettledAccessIsNotTold() {
    stream.tell(
        named("b").by(COLIN).inTeam(NORTH).opened(RecordKind.CASE_NOTE, 35),
        named("allocation").recordedOn(40).allocated(COLIN, 30),
        named("reopened").recordedOn(41).caseReopened(40));

    assertThat(stream.said(FactTooLate.class)).isEmpty();
    assertThat(stream.lastJudgement("b").getRevision()).isGreaterThan(1);
  }

  @Test
  void aFactOlderThanTheHorizonCountsForTheAccessesWithinIt() {
    stream.tell(
        named("b").by(COLIN).inTeam(NORTH).opened(RecordKind.CASE_NOTE, 28),
        named("allocation").recordedOn(30).allocated(COLIN, 1));

    JudgementMade made = stream.lastJudgement("b");
    assertThat(made.getRevision()).isEqualTo(2);
    assertThat(made.getAsItWas().getVerdict()).isEqualTo(Verdict.EXPLAINED);
  }

  @Test
  void whoOpenedBeforeIsRememberedWhenTheAccessHasLeft() {
    everyTopicMovesOnTo(60);
    stream.tell(
        named("b").by(COLIN).opened(RecordKind.CASE_NOTE, 61),
        named("c").by(MARIA).opened(RecordKind.CASE_NOTE, 61));

    assertThat(stream.lastJudgement("a").getFirstAccess()).isTrue();
    assertThat(stream.lastJudgement("b").getFirstAccess()).isFalse();
    assertThat(stream.lastJudgement("c").getFirstAccess()).isTrue();
  }

  @Test
  void anAccessThatHasLeftAndIsDeliveredAgainIsToldAndNotJudgedAgain() {
    everyTopicMovesOnTo(60);
    stream.tell(named("a").by(COLIN).inTeam(NORTH).opened(RecordKind.CASE_NOTE, 5));

    assertThat(stream.said(JudgementMade.class)).hasSize(1);
    assertThat(stream.count(Kind.ACT_TOO_LATE)).isEqualTo(1);
    assertThat(stream.said(FactTooLate.class))
        .singleElement()
        .satisfies(late -> assertThat(late.getFactEventId()).isEqualTo(id("a")));
    assertThat(stream.entriesIn(Stores.ACCESSES)).isZero();
  }

  @Test
  void anAccessThatAnotherSystemReportsLateIsJudgedAndStaysForAHorizon() {
    everyTopicMovesOnTo(60);
    stream.tell(named("late").by(MARIA).reportedOn(60.5).opened(RecordKind.CASE_NOTE, 6));
    everyTopicMovesOnTo(70);

    assertThat(stream.lastJudgement("late").getRevision()).isEqualTo(1);
    assertThat(stream.entriesIn(Stores.ACCESSES)).isEqualTo(1);
    everyTopicMovesOnTo(100);
    assertThat(stream.entriesIn(Stores.ACCESSES)).isZero();
  }

  @Test
  void whoseAnAccessWasIsToldTooLatePastTheHorizon() {
    stream.tell(
        named("n").byNobodyKnown().opened(RecordKind.CASE_NOTE, 5),
        named("told").attributed("n", MARIA, NORTH, 30));
    int revision = stream.lastJudgement("n").getRevision();
    assertThat(stream.said(FactTooLate.class)).hasSize(1);
    everyTopicMovesOnTo(60);
    stream.tell(named("told-again").attributed("n", MARIA, NORTH, 61));

    assertThat(stream.lastJudgement("n").getRevision()).isEqualTo(revision);
    assertThat(stream.lastJudgement("n").getWorkerId()).isNotEqualTo(MARIA);
    assertThat(stream.said(FactTooLate.class))
        .last()
        .satisfies(late -> assertThat(late.getSaysSince()).isNull());
  }
}
