package org.casenotesaudit.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private long now = 5;

  @Test
  void everyBeginningIsSaidAndOfTheStepsOneInTenSeconds() {
    var progress = new Progress(new PrintStream(said, true, StandardCharsets.UTF_8), () -> now);
    progress.begins("reads for 25 s");
    for (int read = 1; read <= 50; read++) {
      now += TimeUnit.MILLISECONDS.toNanos(500);
      progress.reached(read, 50, "reads");
    }
    progress.begins("waits for alerts");

    assertThat(said.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "   0.0 s  reads for 25 s",
            "  10.0 s  20 of 50 reads",
            "  20.0 s  40 of 50 reads",
            "  25.0 s  waits for alerts");
  }
}
