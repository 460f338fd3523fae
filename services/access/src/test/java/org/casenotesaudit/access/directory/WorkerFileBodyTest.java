package org.casenotesaudit.access.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.access.directory.WorkerFileBody.Interval;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an administrator may write into a worker's file, and what is refused with its field. */
class WorkerFileBodyTest {

  private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");
  private static final WorkerId WORKER = new WorkerId(UUID.randomUUID());

  @Test
  void aRosterIsTakenWithItsTimesToTheMicrosecond() {
    var shift =
        new Interval(
            "duty", SINCE.plusNanos(1_999), Instant.parse("2026-01-01T08:00:00.123456789Z"));

    NewWorkerFile file =
        new WorkerFileBody("Fay", null, null, null, List.of(shift), null).file(WORKER);

    assertThat(file.dutyPeriods())
        .containsExactly(
            new Dated<>(
                "duty", SINCE.plusNanos(1_000), Instant.parse("2026-01-01T08:00:00.123456Z")));
  }

  @ParameterizedTest
  @CsvSource({
    "+999999999-01-01T00:00:00Z,  , roles[0].validFrom",
    "0001-01-01T00:00:00Z,        , roles[0].validFrom",
    "1899-12-31T23:59:59Z,        , roles[0].validFrom",
    "2026-01-01T00:00:00Z, 2200-01-01T00:00:00Z, roles[0].validUntil",
    "2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z, roles[0].validUntil",
  })
  void impossibleTimesAreRefusedWithTheirField(Instant from, Instant until, String field) {
    var body =
        new WorkerFileBody(
            "Fay", List.of(new Interval("practitioner", from, until)), null, null, null, null);

    assertThatThrownBy(() -> body.file(WORKER))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("invalid-field: " + field + ": ")
        .hasMessageContaining("(expected: ");
  }

  @Test
  void aNameThatIsTooLongIsRefusedByItsLengthAlone() {
    assertThatThrownBy(
            () -> new WorkerFileBody("x".repeat(201), null, null, null, null, null).file(WORKER))
        .isInstanceOf(ProblemException.class)
        .hasMessage("invalid-field: displayName: \"201 characters\" (expected: 1 to 200)");
  }

  @Test
  void moreIntervalsThanAnEventHoldsAreRefused() {
    List<Interval> many = Collections.nCopies(401, new Interval("practitioner", SINCE, null));

    assertThatThrownBy(() -> new WorkerFileBody("Fay", many, null, null, null, null).file(WORKER))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("invalid-field: intervals: ")
        .hasMessageContaining("401");
  }
}
