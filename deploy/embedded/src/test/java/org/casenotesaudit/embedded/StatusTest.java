package org.casenotesaudit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusTest {
  @TempDir Path run;

  @Test
  void aProcessThatRunsIsListedWithTheTimeOfItsStart() throws Exception {
    var settings = SettingsFixture.withFreePorts(run);
    settings.remember();
    var self = ProcessHandle.current();
    Files.createDirectories(settings.processFolder(Steps.ISSUER));
    Files.writeString(
        settings.processFolder(Steps.ISSUER).resolve("pid"),
        self.pid() + " " + ProcessIdentity.of(self.pid()).orElseThrow() + "\n");

    var line =
        Status.of(settings).stream()
            .filter(one -> one.name().equals(Steps.ISSUER))
            .findFirst()
            .orElseThrow();

    var started = self.info().startInstant().orElseThrow().truncatedTo(ChronoUnit.SECONDS);
    assertThat(line.state()).isEqualTo("silent");
    assertThat(line.since()).isEqualTo(started);
    assertThat(line.asMap()).containsEntry("since", started.toString());
  }

  @Test
  void peopleReadTheStartInUtc() {
    var since = Instant.parse("2026-11-28T12:31:05Z");

    assertThat(new Status.Line("kafka", "up", since, 17, 9092, 300).sinceText())
        .isEqualTo("2026-11-28 12:31:05");
    assertThat(Status.Line.down("kafka", 9092).sinceText()).isEqualTo("-");
  }
}
