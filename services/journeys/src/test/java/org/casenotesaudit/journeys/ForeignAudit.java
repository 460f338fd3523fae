package org.casenotesaudit.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An audit of the whole log with the Go project's transparency-log library, of which nothing is
 * ours: {@code src/test/go/audit}. Go and the library are Debian packages (golang-go,
 * golang-golang-x-mod-dev); without them this fails, it is not left out.
 */
final class ForeignAudit {

  private static final Path PROGRAM = Path.of("src/test/go/audit/main.go");

  /** Where Debian puts the sources of Go libraries: outside of any module. */
  private static final Map<String, String> GO =
      Map.of(
          "GO111MODULE", "off",
          "GOPATH", "/usr/share/gocode",
          "GOCACHE", Path.of("target/go-cache").toAbsolutePath().toString());

  private ForeignAudit() {}

  /** Audits a copy, as everybody would who does not want to ask the log for each file. */
  static void finds(Agency agency, String verifierKey) throws IOException, InterruptedException {
    Path copy = Files.createTempDirectory("mirror");
    String log = agency.url("AUDIT_TRAIL", "");
    var mirror = agency.command("verifier", "mirror", log, copy.toString(), "--vkey", verifierKey);
    assertThat(mirror.exitCode()).as(mirror.output()).isZero();
    assertThat(audit(copy, verifierKey)).contains("each under the root");

    flipOneBitOfAnEntryIn(copy);
    assertThat(audit(copy, verifierKey)).as("of one flipped bit").contains("(expected: ");
  }

  private static void flipOneBitOfAnEntryIn(Path copy) throws IOException {
    try (Stream<Path> files = Files.walk(copy.resolve("tile/entries"))) {
      Path bundle = files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(bundle);
      bytes[bytes.length - 1] ^= 1;
      Files.write(bundle, bytes);
    }
  }

  private static String audit(Path copy, String verifierKey)
      throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder("go", "run", PROGRAM.toString(), copy.toString(), verifierKey)
            .redirectErrorStream(true);
    builder.environment().putAll(GO);
    Process process = builder.start();
    String printed =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    System.out.printf("foreign audit: %s (exit code %d)%n", printed, process.waitFor());
    return printed;
  }
}
