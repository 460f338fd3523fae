package org.casenotesaudit.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who starts the system and who stops it do not work at the same time. */
class RunLockTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private Path run;
  private Settings settings;

  @BeforeEach
  void aRunFolder() throws Exception {
    run = folder.resolve("run");
    settings = SettingsFixture.withUsualPorts(run);
    Files.createDirectories(run.resolve("data"));
    Files.writeString(run.resolve("data/kept"), "kept");
  }

  @Test
  void downDuringAStartSaysWhoHoldsItAndRemovesNothing() throws Exception {
    try (var start = take(RunLock.Work.START)) {
      for (boolean wipe : new boolean[] {true, false}) {
        assertThatThrownBy(() -> down(wipe))
            .isInstanceOf(CommandFailedException.class)
            .hasMessage(
                "deploy/up is starting the system (stop it with Ctrl-C there, or wait); process "
                    + ProcessHandle.current().pid());
      }
      assertThat(start).isNotNull();
    }

    assertThat(run.resolve("data/kept")).hasContent("kept");
    assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void aStartDuringAStopIsRefusedToo() throws Exception {
    try (var stop = take(RunLock.Work.STOP)) {
      assertThatThrownBy(() -> take(RunLock.Work.START))
          .isInstanceOf(CommandFailedException.class)
          .hasMessageStartingWith("deploy/down is stopping the system (wait until it is done)");
      assertThat(stop).isNotNull();
    }
  }

  @Test
  void afterTheStartDownWipesEverythingAndTheNextStartTakesTheLockAnew() throws Exception {
    take(RunLock.Work.START).close();

    down(true);

    assertThat(run).doesNotExist();
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("removed " + run);
    take(RunLock.Work.START).close();
  }

  @Test
  void downWhereNothingWasStartedLeavesNothingBehind() throws Exception {
    Folders.delete(run);

    down(false);
    down(true);

    assertThat(run).doesNotExist();
  }

  private RunLock take(RunLock.Work work) throws Exception {
    return RunLock.take(settings, work, Duration.ZERO);
  }

  private void down(boolean wipe) throws Exception {
    var progress = new Progress(new PrintStream(said, true, StandardCharsets.UTF_8));
    new Down(settings, progress, Duration.ZERO).run(wipe);
  }
}
