package org.casenotesaudit.confidentiality.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casenotesaudit.confidentiality.topology.Happening.*;

import org.casenotesaudit.confidentiality.topology.Tally.Kind;
import org.casenotesaudit.events.JudgementMade;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.Verdict;
import org.casenotesaudit.events.catalogue.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A late fact that touches many accesses, on a stream that judges ten at once. */
class RejudgingTest {

  private static final int ACCESSES = 35;

  private final StreamOnTheBench stream =
      new StreamOnTheBench(StreamOnTheBench.pack(), new Bounds(10, 10_000));

  @BeforeEach
  void aClientWithManyAccesses() {
    stream.tell(named("registered").clientRegistered(), named("opened").caseOpened(SOUTH, 0));
    for (int i = 0; i < ACCESSES; i++) {
      stream.tell(named("a-" + i).by(MARIA).inTeam(NORTH).opened(RecordKind.CASE_NOTE, 10 + i));
    }
    assertThat(stream.count(Kind.JUDGEMENT)).isEqualTo(ACCESSES);
  }

  @AfterEach
  void close() {
    stream.close();
  }

  @Test
  void accessesInTheOrderOfTimeLeaveNothingUnfinished() {
    assertThat(stream.entriesIn(Stores.CURSORS)).isZero();
    assertThat(stream.count(Kind.REVISION)).isZero();
  }

  @Test
  void aLateFactIsJudgedStepByStepUntilTheLastAccess() {
    stream.tell(named("allocation").allocated(MARIA, 1));
    assertThat(stream.count(Kind.REVISION)).isEqualTo(10);
    assertThat(stream.entriesIn(Stores.CURSORS)).isEqualTo(1);

    stream.pause();
    assertThat(stream.count(Kind.REVISION)).isEqualTo(20);
    stream.pause();
    stream.pause();

    assertThat(stream.count(Kind.REVISION)).isEqualTo(ACCESSES);
    assertThat(stream.entriesIn(Stores.CURSORS)).isZero();
    stream.pause();
    assertThat(stream.count(Kind.REVISION)).isEqualTo(ACCESSES);
    JudgementMade last = stream.lastJudgement("a-34");
    assertThat(last.getAsKnown().getVerdict()).isEqualTo(Verdict.EXPLAINED);
    assertThat(last.getTriggeredByEventId()).isEqualTo(id("allocation"));
    assertThat(last.getEnvelope().getRecordedAt()).isEqualTo(day(1));
  }

  @Test
  void anAccessInTheMeantimeIsJudgedAtOnceByAllThatIsKnown() {
    stream.tell(
        named("allocation").allocated(MARIA, 1),
        named("b").by(MARIA).inTeam(NORTH).opened(RecordKind.CASE_NOTE, 60));

    assertThat(stream.lastJudgement("b").getAsKnown().getVerdict()).isEqualTo(Verdict.EXPLAINED);
    assertThat(stream.lastJudgement("a-20").getRevision()).isEqualTo(1);
    stream.finish();
    assertThat(stream.lastJudgement("a-20").getRevision()).isEqualTo(2);
    assertThat(stream.lastJudgement("b").getRevision()).isEqualTo(1);
  }

  @Test
  void aSecondLateFactDoesNotMakeTheFirstForgetWhereItWas() {
    stream.tell(named("allocation").allocated(MARIA, 1));
    stream.pause();
    // It reaches back less far than the first has come, and its own step ends further on.
    stream.tell(named("closed").caseClosed(38));
    stream.finish();

    for (int i = 0; i < ACCESSES; i++) {
      assertThat(stream.lastJudgement("a-" + i).getRevision()).as("a-" + i).isGreaterThan(1);
    }
  }

  @Test
  void clientsTakeTurns() {
    String other = id("other-client");
    stream.tell(
        named("other-registered").of(other).clientRegistered(),
        named("other-opened").of(other).caseOpened(SOUTH, 0));
    for (int i = 0; i < 15; i++) {
      stream.tell(
          named("o-" + i).of(other).by(MARIA).inTeam(NORTH).opened(RecordKind.CASE_NOTE, 10 + i));
    }
    stream.tell(
        named("allocation").allocated(MARIA, 1),
        named("other-allocation").of(other).allocated(MARIA, 1));

    stream.pause();
    stream.pause();

    assertThat(stream.lastJudgement("o-14").getRevision()).isEqualTo(2);
    assertThat(stream.lastJudgement("a-34").getRevision()).isEqualTo(1);
  }

  @Test
  void whatComesDueAllAtOnceIsJudgedStepByStepToo() {
    for (int i = 0; i < ACCESSES; i++) {
      stream.tell(named("n-" + i).byNobodyKnown().opened(RecordKind.CASE_NOTE, 50 + i / 100.0));
    }
    int before = stream.count(Kind.REVISION);

    stream.tell(named("beat").timePasses(Topics.REVIEWS, 60));
    assertThat(stream.count(Kind.REVISION)).isEqualTo(before + 10);
    stream.pause();
    stream.pause();
    stream.pause();

    assertThat(stream.count(Kind.REVISION)).isEqualTo(before + ACCESSES);
  }

  @Test
  void aStepOfNothingIsRefused() {
    assertThatThrownBy(() -> new Bounds(0, 10_000))
        .hasMessage("judged-per-step: 0 (expected: 1 or more)");
  }
}
