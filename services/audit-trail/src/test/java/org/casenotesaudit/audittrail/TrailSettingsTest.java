package org.casenotesaudit.audittrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrailSettingsTest {

  private static final Duration EACH_SECOND = Duration.ofSeconds(1);

  @ParameterizedTest
  @ValueSource(longs = {0, 150, 500})
  void appendsAreCollectedForAtMostHalfOfTheSecondThatACheckpointMayTake(long millis) {
    assertThatCode(() -> new TrailSettings.Checkpoints(Duration.ofMillis(millis), EACH_SECOND))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 501, 1_000, 9_000})
  void aLongerCollectionIsRefusedWithFoundAndExpected(long millis) {
    assertThatThrownBy(() -> new TrailSettings.Checkpoints(Duration.ofMillis(millis), EACH_SECOND))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("audit-trail.checkpoints.group-for: " + millis + " ms (expected: 0 to 500 ms)");
  }

  @Test
  void lookingWithoutAPauseIsRefused() {
    assertThatThrownBy(() -> new TrailSettings.Checkpoints(Duration.ZERO, Duration.ZERO))
        .hasMessage("audit-trail.checkpoints.look-every: 0 ms (expected: more than 0 ms)");
  }

  @Test
  void theDefaultsAreThoseOfTheReadme() throws IOException {
    try (var yaml = TrailSettings.class.getResourceAsStream("/application.yml")) {
      assertThat(new String(yaml.readAllBytes(), StandardCharsets.UTF_8))
          .contains("${CHECKPOINT_GROUP_FOR:350ms}", "${CHECKPOINT_LOOK_EVERY:1s}");
    }
  }
}
