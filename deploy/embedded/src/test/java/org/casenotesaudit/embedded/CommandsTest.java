package org.casenotesaudit.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "up --bogus",
        "up --only",
        "up --only nope",
        "up --only ,",
        "up --only kafka,",
        "train --bogus",
        "bench",
        "bench --bogus",
        "bench nope",
        "bench latency --bogus 1"
      })
  void whatIsNotUnderstoodIsRefusedBeforeAnythingIsBuilt(String line) throws Exception {
    var said = inAFreshCheckout(line.split(" "));

    assertThat(said.exitCode()).isEqualTo(2);
    assertThat(said.err()).startsWith("error: ").contains(" (expected: ").hasLineCount(1);
    assertThat(said.out()).isEmpty();
  }

  @Test
  void aBuildIsTriedForWhatIsUnderstood() throws Exception {
    var said = inAFreshCheckout("up", "--only", "kafka");

    assertThat(said.exitCode()).isEqualTo(1);
    assertThat(said.err())
        .contains("building (mvn package", "\nno\n", "error: the build failed")
        .doesNotContain("\033");
    assertThat(run.resolve("tmp")).as("what an ended build leaves").isEmptyDirectory();
  }

  @Test
  void theScriptKnowsTheSamePartsAsTheLauncher() throws Exception {
    assertThatThrownBy(() -> Steps.requireKnown(List.of("nope")))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            inAFreshCheckout("up", "--only", "nope").err().strip().substring("error: ".length()));
  }

  @Test
  void theLastLinesOfALogAreShown() throws Exception {
    Files.createDirectories(run.resolve("kafka"));
    Files.writeString(run.resolve("kafka/log"), "one\ntwo\nthree\n");

    assertThat(command("logs", "kafka", "-n", "2").out()).isEqualTo("two\nthree\n");
  }

  /** Where nothing is built, and Maven fails as soon as it is called. */
  private Said inAFreshCheckout(String... words) throws Exception {
    var checkout = run.resolve("checkout");
    Files.createDirectories(checkout.resolve("deploy/embedded"));
    for (var script : List.of(words[0], "embedded/shell.sh")) {
      Files.copy(
          SettingsFixture.PROJECT.resolve("deploy").resolve(script),
          checkout.resolve("deploy").resolve(script),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    var maven = Files.createDirectories(run.resolve("bin")).resolve("mvn");
    Files.writeString(maven, "#!/bin/sh\nprintf '\\033[0mno\\n'\nexit 1\n");
    assertThat(maven.toFile().setExecutable(true)).isTrue();
    return command(checkout, words);
  }

  private Said command(String... words) throws Exception {
    return command(SettingsFixture.PROJECT, words);
  }

  private Said command(Path checkout, String... words) throws Exception {
    var line = new ArrayList<>(List.of(words));
    line.set(0, checkout.resolve("deploy").resolve(words[0]).toString());
    var err = run.resolve("err");
    var process = new ProcessBuilder(line).redirectError(err.toFile());
    process.environment().put("RUN_DIR", run.toString());
    process.environment().put("TMPDIR", Files.createDirectories(run.resolve("tmp")).toString());
    process.environment().merge("PATH", run.resolve("bin") + ":", (path, ours) -> ours + path);
    process.environment().remove("SKIP_BUILD");
    var running = process.start();
    running.getOutputStream().close();
    var out = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(running.waitFor(), out, Files.readString(err));
  }
}
