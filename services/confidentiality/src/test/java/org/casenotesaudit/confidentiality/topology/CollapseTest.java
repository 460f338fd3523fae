package org.casenotesaudit.confidentiality.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casenotesaudit.confidentiality.topology.Happening.*;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.casenotesaudit.confidentiality.topology.Tally.Kind;
import org.casenotesaudit.events.FactTooLate;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.TooLateReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client with more accesses than are held: of the older ones counts remain. */
class CollapseTest {

  private static final int HELD = 20;
  private static final int ACCESSES = 30;

  private final StreamOnTheBench stream = bench();

  private static StreamOnTheBench bench() {
    // Judgements look back for five days; nothing lies past the horizon.
    return new StreamOnTheBench(StreamOnTheBench.packWithHorizon(400), new Bounds(500, HELD));
  }

  @AfterEach
  void close() {
    stream.close();
  }

  private static List<Happening> history() {
    List<Happening> history = new ArrayList<>();
    history.add(named("registered").clientRegistered());
    history.add(named("opened").caseOpened(SOUTH, 0));
    for (int i = 0; i < ACCESSES; i++) {
      // Two in a day.
      history.add(
          named("a-" + i)
              .by(MARIA)
              .inTeam(NORTH)
              .opened(RecordKind.CASE_NOTE, 10 + i / 2 + i % 2 / 4.0));
    }
    return history;
  }

  @Test
  void beyondTheBoundTheOldestAreCountedByWorkerDayActionAndPurpose() {
    history().forEach(stream::tell);

    assertThat(stream.count(Kind.JUDGEMENT)).isEqualTo(ACCESSES);
    assertThat(stream.entriesIn(Stores.ACCESSES)).isEqualTo(HELD);
    assertThat(stream.count(Kind.COLLAPSED)).isEqualTo(ACCESSES - HELD);
    assertThat(stream.bytesIn(Stores.COLLAPSED).values())
        .as("two accesses on each of five days")
        .containsOnly(2 * Long.BYTES)
        .hasSize((ACCESSES - HELD) / 2);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whateverOrderAndHoweverOftenTheyComeTheSameAreHeldAndCounted(long seed) {
    history().forEach(stream::tell);
    Random random = new Random(seed);
    List<Happening> shuffled = new ArrayList<>(history());
    shuffled.addAll(history());
    Collections.shuffle(shuffled, random);
    try (var other = bench()) {
      shuffled.forEach(other::tell);

      assertThat(other.bytesIn(Stores.ACCESSES).keySet())
          .isEqualTo(stream.bytesIn(Stores.ACCESSES).keySet());
      assertThat(other.bytesIn(Stores.COLLAPSED)).isEqualTo(stream.bytesIn(Stores.COLLAPSED));
      assertThat(other.lastWords()).hasSize(ACCESSES);
    }
  }

  @Test
  void anAccessThatCollapsedAndComesAgainIsTheSame() {
    history().forEach(stream::tell);
    int said = stream.said.size();

    history().forEach(stream::tell);

    assertThat(stream.said).hasSize(said);
    assertThat(stream.count(Kind.DUPLICATE)).isEqualTo(ACCESSES + 2);
  }

  @Test
  void aLateFactIsJudgedWhereNothingIsMissingAndToldForTheRest() {
    history().forEach(stream::tell);
    stream.tell(named("allocation").allocated(MARIA, 1));
    stream.finish();

    // The last that collapsed was opened on day 14; what looks back at it stays as it was judged.
    assertThat(stream.lastJudgement("a-8").getRevision()).isEqualTo(1);
    assertThat(stream.lastJudgement("a-16").getRevision()).isEqualTo(1);
    assertThat(stream.lastJudgement("a-20").getRevision()).isEqualTo(2);
    assertThat(stream.said(FactTooLate.class))
        .singleElement()
        .satisfies(
            late -> {
              assertThat(late.getReason()).isEqualTo(TooLateReason.COLLAPSED);
              assertThat(late.getSettledUntil()).isBetween(day(19), day(20));
            });
  }

  @Test
  void anOldAccessThatComesLateIsJudgedBeforeItCollapses() {
    history().forEach(stream::tell);
    stream.tell(named("late").by(COLIN).reportedOn(40).opened(RecordKind.CASE_NOTE, 2));

    assertThat(stream.lastJudgement("late").getRevision()).isEqualTo(1);
    assertThat(stream.entriesIn(Stores.ACCESSES)).isEqualTo(HELD);
    assertThat(stream.count(Kind.COLLAPSED)).isEqualTo(ACCESSES - HELD + 1);
  }

  @Test
  void whatIsToBeJudgedAgainDoesNotCollapseBefore() {
    try (var inSteps =
        new StreamOnTheBench(StreamOnTheBench.packWithHorizon(400), new Bounds(1, HELD))) {
      history().subList(0, HELD + 2).forEach(inSteps::tell);
      inSteps.tell(named("allocation").allocated(MARIA, 1));
      history().forEach(inSteps::tell);
      assertThat(inSteps.entriesIn(Stores.ACCESSES)).isEqualTo(ACCESSES);

      inSteps.finish();

      assertThat(inSteps.lastJudgement("a-3").getRevision()).isEqualTo(2);
      assertThat(inSteps.entriesIn(Stores.ACCESSES)).isEqualTo(HELD);
    }
  }

  @Test
  void aBoundOfNoAccessesIsRefused() {
    assertThatThrownBy(() -> new Bounds(1, 0))
        .hasMessage("accesses-per-client: 0 (expected: 1 or more)");
  }
}
