package org.casenotesaudit.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong is said in a line, never as a stack trace. */
class BenchmarksTest {
  @TempDir Path deploy;

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(strings = {"latency", "ledger"})
  void withoutARunningSystemOneLineSaysWhy(String benchmark) throws IOException {
    tokenCommand("echo 'error: no sign-in server; is the system up? (deploy/up)' >&2; exit 1");

    assertThat(run(benchmark)).isEqualTo(1);

    assertThat(said()).matches("error: deploy/token (maria|ada): no sign-in server; .*\\R");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bogus", "latency --bogus 1", "latency --rate x"})
  void whatIsNotUnderstoodIsRefused(String line) {
    assertThat(run(line.split(" "))).isEqualTo(2);

    assertThat(said()).startsWith("error: ").contains("(expected: ").hasLineCount(1);
  }

  @Test
  void aPortThatIsNoneIsRefusedInTheWordsOfTheCommandThatReadIt() throws IOException {
    tokenCommand(
        "echo 'error: ACCESS_PORT: \"abc\" (expected: a port from 1 to 65535)' >&2; exit 2");

    assertThat(run("latency")).isEqualTo(2);

    assertThat(said())
        .matches("error: deploy/token maria: ACCESS_PORT: \"abc\" \\(expected: .*\\)\\R");
  }

  @Test
  void nothingToMeasureIsRefused() {
    assertThat(run()).isEqualTo(2);

    assertThat(said()).startsWith("error: nothing (expected: latency or ledger)");
  }

  private int run(String... arguments) {
    return Benchmarks.run(arguments, deploy, new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private void tokenCommand(String does) throws IOException {
    Path command = Files.writeString(deploy.resolve("token"), "#!/bin/sh\n" + does + "\n");
    assertThat(command.toFile().setExecutable(true)).isTrue();
  }
}
