package org.casenotesaudit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands in {@code deploy/} answer by themselves, before anything is built or runs. */
class CommandsTest {
  @TempDir Path run;

  private record Said(int exitCode, String out, String err) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up",
        "down",
        "status",
        "token",
        "train",
        "demo",
        "verifier",
        "replay",
        "bench",
        "logs"
      })
  void everyCommandHasHelp(String command) throws Exception {
    var said = command(command, "--help");

    assertThat(said.exitCode()).as(said.err()).isZero();
    assertThat(said.out()).contains(command);
    assertThat(said.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up --bogus",
        "up --only",
        "train --bogus",
        "logs",
        "logs --bogus",
        "logs kafka --bogus",
        "logs kafka -n",
        "logs kafka -n x"
      })
  void whatIsNotUnderstoodIsRefusedInOneLine(String line) throws Exception {
    Files.createDirectories(run.resolve("kafka"));
    Files.writeString(run.resolve("kafka/log"), "started\n");

    var said = command(line.split(" "));

    assertThat(said.exitCode()).isEqualTo(2);
    assertThat(said.err()).startsWith("error: ").contains(" (expected: ").hasLineCount(1);
    assertThat(said.out()).isEmpty();
  }

  @Test
  void theLastLinesOfALogAreShown() throws Exception {
    Files.createDirectories(run.resolve("kafka"));
    Files.writeString(run.resolve("kafka/log"), "one\ntwo\nthree\n");

    assertThat(command("logs", "kafka", "-n", "2").out()).isEqualTo("two\nthree\n");
  }

  private Said command(String... words) throws Exception {
    var line = new ArrayList<>(List.of(words));
    line.set(0, SettingsFixture.PROJECT.resolve("deploy").resolve(words[0]).toString());
    var err = run.resolve("err");
    var process = new ProcessBuilder(line).redirectError(err.toFile());
    process.environment().put("RUN_DIR", run.toString());
    var running = process.start();
    running.getOutputStream().close();
    var out = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(running.waitFor(), out, Files.readString(err));
  }
}
