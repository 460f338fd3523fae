package org.casenotesaudit.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the program says and with which code it ends. */
class ProvisionTest {

  @TempDir Path folder;

  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "topics --nonsense",
        "keys",
        "databases --server jdbc:postgresql://127.0.0.1:1",
        "topics --bootstrap-servers a:1 --registry http://b --replication-factor 2"
            + " --min-insync-replicas 3"
      })
  void aWrongCallEndsWithTwo(String call) {
    assertThat(run(call)).isEqualTo(2);
    assertThat(complained.toString()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "topics --help", "databases --help", "keys --help"})
  void helpEndsWithZero(String call) {
    assertThat(run(call)).isZero();
    assertThat(said.toString()).contains("Usage: provision");
  }

  @Test
  void aDryRunOfKeysNamesWhatIsMissingAndMakesNothing() {
    String call = "keys --origin audit.example.org/agency --dir " + folder;

    assertThat(run(call + " --dry-run --json")).isEqualTo(1);
    assertThat(said.toString())
        .contains("\"asExpected\":false")
        .contains("key case-notes/case-notes-wrapping.key: missing");
    assertThat(folder).isEmptyDirectory();

    assertThat(run(call)).isZero();
    assertThat(said.toString()).contains("audit.example.org/agency+");
    assertThat(run(call + " --dry-run")).isZero();
  }

  @Test
  void whatIsLoggedStaysOffStandardOutput() throws Exception {
    try (var settings = Provision.class.getClassLoader().getResourceAsStream(Provision.LOGGING)) {
      assertThat(settings).as(Provision.LOGGING).isNotNull();
      assertThat(new String(settings.readAllBytes(), StandardCharsets.UTF_8))
          .contains("<target>System.err</target>");
    }
  }

  @Test
  void aPasswordFileThatIsNotThereIsNamed() {
    int exit =
        run(
            "databases --server jdbc:postgresql://127.0.0.1:1 --passwords %s --password-file %s/none"
                .formatted(folder, folder));

    assertThat(exit).isEqualTo(1);
    assertThat(complained.toString())
        .isEqualToIgnoringNewLines(
            "error: " + folder + "/none: cannot be read (expected: a file with a password)");
  }

  @Test
  void aServerThatIsNotThereIsNamed() throws Exception {
    Path password = java.nio.file.Files.writeString(folder.resolve("password"), "secret");
    int exit =
        run(
            "databases --patience 0 --server jdbc:postgresql://127.0.0.1:1 --passwords %s --password-file %s"
                .formatted(folder, password));

    assertThat(exit).isEqualTo(1);
    assertThat(complained.toString())
        .startsWith("error: databases at jdbc:postgresql://127.0.0.1:1: ")
        .contains("(expected: to let postgres in)")
        .doesNotContain("secret");
  }

  private int run(String call) {
    CommandLine program = Provision.commandLine();
    program.setOut(new PrintWriter(said, true));
    program.setErr(new PrintWriter(complained, true));
    return program.execute(List.of(call.split(" ")).toArray(String[]::new));
  }
}
