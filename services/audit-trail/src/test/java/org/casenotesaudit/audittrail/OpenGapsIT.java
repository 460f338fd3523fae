package org.casenotesaudit.audittrail;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.casenotesaudit.testkit.MovableClock;
import org.junit.jupiter.api.Test;

/** A gap in a source's sequence is reported when it has been open for a minute, and no sooner. */
class OpenGapsIT {

  private final MovableClock clock = MovableClock.at(Instant.now());
  private final String source = RunningTrail.freshSource();
  private final UUID client = UUID.randomUUID();

  @Test
  void aGapIsReportedOnceItHasBeenOpenForAMinuteAndUntilItIsClosed() throws Exception {
    try (RunningTrail trail = RunningTrail.at(clock)) {
      enter(trail, 1);
      enter(trail, 3);

      clock.moveBy(Duration.ofSeconds(59));
      trail.bean(TrailHealth.class).lookForGaps();
      assertThat(trail.bean(TrailHealth.class).gaps()).isEmpty();
      assertThat(counted(trail)).isZero();

      clock.moveBy(Duration.ofSeconds(2));
      // From here on it looks by itself.
      RunningTrail.eventually(() -> counted(trail) == 1);
      RunningTrail.eventually(() -> readiness(trail).statusCode() == 200);
      assertThat(RunningTrail.text(readiness(trail)))
          .contains("\"openGaps\":{\"" + source + "\":2}");

      enter(trail, 2);
      RunningTrail.eventually(() -> counted(trail) == 0);
      assertThat(RunningTrail.text(readiness(trail))).contains("\"openGaps\":{}");
    }
  }

  private void enter(RunningTrail trail, long number) throws Exception {
    trail.proofOf(trail.published(client, source, number).getEnvelope().getEventId());
  }

  private static double counted(RunningTrail trail) {
    return trail.bean(MeterRegistry.class).get("audit.trail.sequence.gaps").gauge().value();
  }

  private static HttpResponse<byte[]> readiness(RunningTrail trail) {
    try {
      return trail.get("/health/readiness", trail.token("platform"));
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }
}
