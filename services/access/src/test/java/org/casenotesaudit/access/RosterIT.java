package org.casenotesaudit.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.access.AFile.aFile;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.WorkerFactsCorrected;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.MovableClock;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a roster had the worker on duty, from the directory to the event of an access. */
class RosterIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration SHIFT = Duration.ofHours(8);

  /** The first of two shifts begins; the second a day later. */
  private static final Instant EVENING = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  private static final MovableClock clock = MovableClock.at(EVENING.minusSeconds(60));
  @AutoClose private static final RunningAccess access = RunningAccess.at(clock);
  @AutoClose private static final TopicReader events = TopicReader.fromNow(Topics.ACCESS_OBSERVED);

  private final UUID worker = UUID.randomUUID();

  /** Read: how long after the first shift began | what the event says. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "-PT0.000001S, unknown",
    "PT0S, true",
    "PT4H, true",
    "PT7H59M59.999999S, true",
    "PT8H, false",
    "PT23H59M59.999999S, false",
    "PT24H, true",
    "PT31H59M59.999999S, true",
    "PT32H, unknown",
  })
  void anAccessTellsWhetherARosterHadTheWorkerOnDutyAtThatInstant(Duration after, String onDuty) {
    clock.moveTo(EVENING.minusSeconds(60));
    twoShifts().keptFor(worker, access);
    clock.moveTo(EVENING.plus(after));

    AccessObserved event = opened();

    assertThat(event.getEnvelope().getOccurredAt()).isEqualTo(EVENING.plus(after));
    assertThat(event.getWorkerFacts().getDirectoryVersion()).isEqualTo(1);
    assertThat(event.getWorkerFacts().getOnDuty()).isEqualTo(meant(onDuty));
  }

  @Test
  void withoutARosterNobodyKnowsWhetherAWorkerIsOnDuty() {
    aFile().role("practitioner", EVENING.minus(SHIFT), null).keptFor(worker, access);

    AccessObserved event = opened();

    assertThat(event.getWorkerFacts().getDirectoryVersion()).isEqualTo(1);
    assertThat(event.getWorkerFacts().getOnDuty()).isNull();
  }

  @Test
  void aRosterThatComesAfterTheAccessCorrectsWhatItsEventSaid() {
    clock.moveTo(EVENING.plusSeconds(1));
    assertThat(opened().getWorkerFacts().getOnDuty()).isNull();
    clock.moveTo(EVENING.plus(SHIFT).plusSeconds(1));

    twoShifts().keptFor(worker, access);

    WorkerFactsCorrected corrected =
        events
            .next(
                WorkerFactsCorrected.class,
                e -> worker.toString().equals(e.getWorkerId()),
                1,
                PATIENCE)
            .getFirst();
    assertThat(corrected.getWorkerFacts().getOnDuty()).isTrue();
    assertThat(corrected.getValidFrom()).isEqualTo(EVENING);
    assertThat(corrected.getValidUntil()).isEqualTo(EVENING.plus(SHIFT));
  }

  private static AFile twoShifts() {
    Instant nextDay = EVENING.plus(Duration.ofDays(1));
    return aFile().onDuty(EVENING, EVENING.plus(SHIFT)).onDuty(nextDay, nextDay.plus(SHIFT));
  }

  private static Boolean meant(String onDuty) {
    return onDuty.equals("unknown") ? null : Boolean.valueOf(onDuty);
  }

  private AccessObserved opened() {
    UUID note = access.caseNotes.note(UUID.randomUUID(), "text");
    HttpResponse<String> opened = access.open(worker, "CASE_NOTE", note);
    assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
    return events
        .next(AccessObserved.class, e -> note.toString().equals(e.getRecordId()), 1, PATIENCE)
        .getFirst();
  }
}
