package org.casenotesaudit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status --bogus",
        "demo x",
        "demo --json x",
        "down --bogus",
        "down --wipe x",
        "up --bogus",
        "up --only zookeeper",
        "up --only ,",
        "up --only kafka,",
        "train x",
        "token",
        "token nobody",
        "token maria omar",
        "bogus"
      })
  void whatIsNotUnderstoodIsRefusedWithWhatWasExpected(String line) throws Exception {
    assertThat(run(line)).isEqualTo(2);

    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("error: ")
        .contains(" (expected: ")
        .hasLineCount(1);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void whatIsRefusedLeavesNothingBehind() throws Exception {
    run("up --only zookeeper");

    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"up", "down", "status", "token maria", "demo", "train"})
  void aPortThatIsNoneIsNotUnderstoodByAnyCommand(String line) {
    int exit =
        Launcher.run(
            () -> Settings.read(folder, Map.of("ACCESS_PORT", "abc")),
            List.of(line.split(" ")),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines(
            "error: ACCESS_PORT: \"abc\" (expected: a port from 1 to 65535)");
  }

  @Test
  void aTokenOfNobodyIsAnsweredWithAllNamesAndRoles() throws Exception {
    run("token");

    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("error: nothing (expected: the name or a role of one demo person; ")
        .contains("names: maria, colin, ", "roles: practitioner, supervisor, ", "emergency-duty");
  }

  @Test
  void statusOfWhatIsDownSaysWhatStartsIt() throws Exception {
    assertThat(run("status")).isEqualTo(1);

    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .anyMatch(line -> line.matches("kafka +down +- +- .*"))
        .last()
        .isEqualTo("deploy/up starts what is missing");
  }

  @Test
  void statusForMachinesHasNoStartTimeOfWhatIsDown() throws Exception {
    assertThat(run("status --json")).isEqualTo(1);

    var parts = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8)).path("parts");
    assertThat(parts).hasSameSizeAs(Steps.processes());
    assertThat(parts).allMatch(part -> part.path("state").asText().equals("down"));
    assertThat(parts).noneMatch(part -> part.has("since"));
  }

  @Test
  void downWhereNothingRunsSaysSo() throws Exception {
    Files.createDirectories(folder.resolve("run/data"));

    assertThat(run("down")).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8)).contains("nothing was running");
  }

  /** With two, logback prints its own doings on standard output, in front of what was asked for. */
  @Test
  void logbackFindsOneConfiguration() throws Exception {
    var found = Collections.list(Launcher.class.getClassLoader().getResources("logback.xml"));

    assertThat(found).hasSize(1);
  }

  private int run(String line) throws Exception {
    var settings = SettingsFixture.withFreePorts(folder.resolve("run"));
    return Launcher.run(
        () -> settings,
        List.of(line.split(" ")),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
