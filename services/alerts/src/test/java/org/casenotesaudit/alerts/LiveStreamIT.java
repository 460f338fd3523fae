package org.casenotesaudit.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.alerts.RunningAlerts.OMAR;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.casenotesaudit.alerts.StreamEvents.Flagged;
import org.casenotesaudit.events.Severity;
import org.casenotesaudit.testkit.Issuer;
import org.junit.jupiter.api.Test;

/** What lets somebody listen to a stream also ends it: nobody hears more than a request would. */
class LiveStreamIT {

  private static final Duration LIFE = Duration.ofSeconds(4);

  /** Longer than the token lives, and shorter than the time between heartbeats. */
  private static final Duration SILENCE = Duration.ofSeconds(12);

  private final RunningAlerts alerts = RunningAlerts.shared();

  /** The number of a concern that has just opened. */
  private long opened() {
    String client = StreamEvents.id();
    alerts.stream.raise(
        Flagged.by(StreamEvents.id(), client), "after-ending", Severity.HIGH, 700, 1);
    return ReviewerAtWork.Asked.numberOf(
        alerts, alerts.concernAbout(client).path("concernId").asText());
  }

  @Test
  void aStreamEndsWithTheTokenThatOpenedIt() {
    long number = opened();
    String token =
        Issuer.running()
            .tokenUntil(Instant.now().plus(LIFE), OMAR, List.of("alerts"), "compliance-officer");
    try (var stream =
        new OpenStream(
            alerts,
            "/v1/concerns/stream?after=" + (number - 1),
            new String[] {"Authorization", "Bearer " + token},
            SILENCE)) {
      assertThat(stream.readUntil(said -> said.contains("id: " + number + "\n")))
          .contains("event: concern");

      stream.readUntil(said -> false);

      assertThat(stream.ended()).as("ended").isTrue();
    }
  }

  @Test
  void aStreamOfTheConsoleEndsWithItsSessionAndTellsNothingThatOpensLater() {
    ReviewerAtWork omar = new ReviewerAtWork(alerts, OMAR);
    long number = opened();
    try (var stream = omar.stream("/live", number - 1, SILENCE)) {
      assertThat(stream.readUntil(said -> said.contains("id: " + number + "\n")))
          .contains("event: concern");

      assertThat(omar.form("/sign-out", "").status()).isEqualTo(303);
      long later = opened();

      assertThat(stream.readUntil(said -> false)).doesNotContain("id: " + later + "\n");
      assertThat(stream.ended()).as("ended").isTrue();
    }
  }
}
