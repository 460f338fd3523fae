package org.casenotesaudit.access.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.events.Employment;
import org.casenotesaudit.events.WorkerFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the directory knew at an instant, and what a change backwards corrects. */
class WorkerFileTest {

  private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");
  private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");
  private static final WorkerId MARIA = new WorkerId(new UUID(0, 1));

  @Test
  void anUnknownWorkerHasVersionZeroAndNoFacts() {
    WorkerFacts facts = WorkerFile.unknown(MARIA).factsAt(MARCH);

    assertThat(facts.getDirectoryVersion()).isZero();
    assertThat(facts.getRoles()).isEmpty();
    assertThat(facts.getOnDuty()).isNull();
    assertThat(facts.getEmployment()).isEqualTo(Employment.UNKNOWN);
  }

  @Test
  void aFactHoldsFromItsFirstInstantToJustBeforeItsLast() {
    WorkerFile file = withTeams(new Dated<>("north", FEBRUARY, MARCH));

    assertThat(file.factsAt(FEBRUARY.minusNanos(1000)).getTeamIds()).isEmpty();
    assertThat(file.factsAt(FEBRUARY).getTeamIds()).containsExactly("north");
    assertThat(file.factsAt(MARCH.minusNanos(1000)).getTeamIds()).containsExactly("north");
    assertThat(file.factsAt(MARCH).getTeamIds()).isEmpty();
  }

  @Test
  void anIntervalThatEndsBeforeItBeginsCannotExist() {
    assertThatThrownBy(() -> new Dated<>("north", MARCH, MARCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: later than");
  }

  @Test
  void dutyIsUnknownOutsideOfTheRosterAndFalseBetweenItsPeriods() {
    WorkerFile file =
        new WorkerFile(
            MARIA,
            1,
            List.of(),
            List.of(),
            List.of(),
            List.of(
                new Dated<>("day", JANUARY, JANUARY.plus(Duration.ofHours(8))),
                new Dated<>("day", FEBRUARY, FEBRUARY.plus(Duration.ofHours(8)))),
            List.of(),
            List.of());

    assertThat(file.factsAt(JANUARY.minusSeconds(1)).getOnDuty()).isNull();
    assertThat(file.factsAt(JANUARY).getOnDuty()).isTrue();
    assertThat(file.factsAt(JANUARY.plus(Duration.ofHours(9))).getOnDuty()).isFalse();
    assertThat(file.factsAt(FEBRUARY.plus(Duration.ofHours(1))).getOnDuty()).isTrue();
    assertThat(file.factsAt(MARCH).getOnDuty()).isNull();
  }

  @Test
  void employmentBeforeTheFirstStateIsNotStartedAndAfterTheLastIsLeft() {
    WorkerFile file =
        withEmployment(
            new Dated<>(Employment.EMPLOYED, FEBRUARY, APRIL),
            new Dated<>(Employment.SUSPENDED, MARCH, MARCH.plusSeconds(60)));

    assertThat(file.factsAt(JANUARY).getEmployment()).isEqualTo(Employment.NOT_STARTED);
    assertThat(file.factsAt(FEBRUARY).getEmployment()).isEqualTo(Employment.EMPLOYED);
    assertThat(file.factsAt(MARCH).getEmployment())
        .as("the later state")
        .isEqualTo(Employment.SUSPENDED);
    assertThat(file.factsAt(MARCH.plusSeconds(60)).getEmployment()).isEqualTo(Employment.EMPLOYED);
    assertThat(file.factsAt(APRIL).getEmployment()).isEqualTo(Employment.LEFT);
  }

  @Test
  void aChangeOfThePresentCorrectsNothing() {
    WorkerFile before = withTeams(new Dated<>("north", JANUARY, null));
    WorkerFile after =
        withTeams(new Dated<>("north", JANUARY, MARCH), new Dated<>("south", MARCH, null));

    assertThat(Correction.between(before, after, MARCH)).isEmpty();
    assertThat(Correction.between(before, after, FEBRUARY)).isEmpty();
  }

  @Test
  void aChangeBackwardsCorrectsThatTimeAndEndsAtTheChange() {
    WorkerFile before = withTeams(new Dated<>("north", JANUARY, null));
    WorkerFile after =
        withTeams(new Dated<>("north", JANUARY, FEBRUARY), new Dated<>("south", FEBRUARY, null));

    List<Correction> corrections = Correction.between(before, after, MARCH);

    assertThat(corrections).hasSize(1);
    assertThat(corrections.getFirst().validFrom()).isEqualTo(FEBRUARY);
    assertThat(corrections.getFirst().validUntil()).isEqualTo(MARCH);
    assertThat(corrections.getFirst().facts().getTeamIds()).containsExactly("south");
  }

  @Test
  void aMistakeTakenOutCorrectsOnlyItsOwnTime() {
    WorkerFile before = withTeams(new Dated<>("wrong", JANUARY, FEBRUARY));

    List<Correction> corrections = Correction.between(before, withTeams(), APRIL);

    assertThat(corrections)
        .extracting(Correction::validFrom, Correction::validUntil)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(JANUARY, FEBRUARY));
    assertThat(corrections.getFirst().facts().getTeamIds()).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void atEveryPastInstantOldFactsOrTheirCorrectionAreTheNewFacts(long seed) {
    var random = new Random(seed);
    WorkerFile before = randomFile(random);
    WorkerFile after = randomFile(random);
    Instant now = JANUARY.plusSeconds(50);

    List<Correction> corrections = Correction.between(before, after, now);

    for (int second = -5; second < 60; second++) {
      Instant at = JANUARY.plusSeconds(second);
      List<Correction> touching =
          corrections.stream()
              .filter(c -> !c.validFrom().isAfter(at) && at.isBefore(c.validUntil()))
              .toList();
      if (at.isBefore(now)) {
        assertThat(touching).hasSizeLessThanOrEqualTo(1);
        WorkerFacts known = touching.isEmpty() ? before.factsAt(at) : touching.getFirst().facts();
        assertThat(known).as("second %d", second).isEqualTo(after.factsAt(at));
      } else {
        assertThat(touching).as("second %d", second).isEmpty();
      }
    }
  }

  private static WorkerFile randomFile(Random random) {
    var teams = new ArrayList<Dated<String>>();
    var duties = new ArrayList<Dated<String>>();
    var employment = new ArrayList<Dated<Employment>>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Instant from = JANUARY.plusSeconds(random.nextInt(40));
      Instant until = random.nextBoolean() ? null : from.plusSeconds(1 + random.nextInt(20));
      switch (random.nextInt(3)) {
        case 0 -> teams.add(new Dated<>("team-" + random.nextInt(3), from, until));
        case 1 -> duties.add(new Dated<>("day", from, until));
        default -> employment.add(new Dated<>(Employment.EMPLOYED, from, until));
      }
    }
    return new WorkerFile(MARIA, 1, List.of(), teams, List.of(), duties, employment, List.of());
  }

  @SafeVarargs
  private static WorkerFile withTeams(Dated<String>... teams) {
    return new WorkerFile(
        MARIA, 1, List.of(), List.of(teams), List.of(), List.of(), List.of(), List.of());
  }

  @SafeVarargs
  private static WorkerFile withEmployment(Dated<Employment>... states) {
    return new WorkerFile(
        MARIA, 1, List.of(), List.of(), List.of(), List.of(), List.of(states), List.of());
  }
}
