package org.casenotesaudit.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditCommandTest {
  @TempDir private Path folder;
  private SampleLog log;

  @BeforeEach
  void aLogOf300() throws IOException {
    log = new SampleLog(folder.resolve("log")).with(300);
  }

  private Run audit(Object... more) {
    var arguments = new ArrayList<Object>(List.of("audit", log.folder, "--vkey", log.vkey()));
    arguments.addAll(List.of(more));
    return Run.verifier(arguments.toArray());
  }

  @FunctionalInterface
  private interface WithAddress {
    void run(String address) throws IOException;
  }

  private void served(WithAddress test) throws IOException {
    try (var server = ServedLog.open(log)) {
      test.run(server.address());
    }
  }

  @Test
  void aGoodLogIsProven() {
    var run = audit();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            "All 300 entries give the signed root, and all 3 tiles follow",
            "{event=300}",
            "Not shown: That this log extends what was shown before");
  }

  @Test
  void anOlderCheckpointIsExtended() throws IOException {
    var kept = folder.resolve("kept");
    assertThat(audit("--save-checkpoint", kept).exitCode()).isZero();
    log.with(20);
    var run = audit("--old", kept);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("still begins with the 300 entries of the older checkpoint")
        .doesNotContain("keep its checkpoint");
  }

  @Test
  void aKeptCheckpointThatIsNoneIsNamedAndNotBlamedOnTheLog() throws IOException {
    var empty = Files.createFile(folder.resolve("empty"));
    var run = audit("--old", empty);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("error: --old: " + empty + ": no checkpoint: ")
        .contains("(expected: ");

    var copy = Files.createDirectories(folder.resolve("copy"));
    Files.createFile(copy.resolve("checkpoint"));
    var mirrored = Run.verifier("mirror", log.folder, copy, "--vkey", log.vkey());
    assertThat(mirrored.exitCode()).isEqualTo(2);
    assertThat(mirrored.err()).startsWith("error: " + copy.resolve("checkpoint") + ": ");
  }

  @Test
  void aLogThatGotShorterIsNoticed() throws IOException {
    var kept = folder.resolve("kept");
    log.with(5);
    assertThat(audit("--save-checkpoint", kept).exitCode()).isZero();
    var shorter = new SampleLog(folder.resolve("shorter")).with(3);
    Files.copy(kept, folder.resolve("foreign"));
    var run =
        Run.verifier(
            "audit", shorter.folder, "--vkey", shorter.vkey(), "--vkey", log.vkey(), "--old", kept);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .startsWith("WRONG: log: 3 entries (expected: at least the 305 of the older checkpoint)");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void anyFlippedByteOfTheLogIsNoticed(long seed) throws IOException {
    var random = new Random(seed);
    List<Path> files;
    try (var all = Files.walk(log.folder)) {
      files =
          all.filter(Files::isRegularFile)
              .filter(f -> !f.toString().contains("sealed"))
              .sorted()
              .toList();
    }
    for (int i = 0; i < 40; i++) {
      var file = files.get(random.nextInt(files.size()));
      var good = Files.readAllBytes(file);
      var bad = good.clone();
      int at = random.nextInt(bad.length);
      bad[at] ^= (byte) (1 + random.nextInt(255));
      Files.write(file, bad);
      var run = audit();
      assertThat(run.exitCode()).as(file + " byte " + at).isEqualTo(1);
      assertThat(run.out()).startsWith("WRONG: ");
      Files.write(file, good);
    }
    assertThat(audit().exitCode()).isZero();
  }

  @Test
  void aLogIsAuditedOverTheWeb() throws IOException {
    served(
        address -> {
          assertThat(Run.verifier("audit", address, "--vkey", log.vkey()).exitCode()).isZero();
          var own = Run.verifier("audit", address, "--from-keys-url");
          assertThat(own.exitCode()).isEqualTo(3);
          assertThat(own.out())
              .contains("Not shown: The key came from the log's own address", "NOT VERIFIED: ")
              .contains("is signed by a key that came from the log's own address: ")
              .doesNotContain("Proven:", "OK:", "a key that you trust");
        });
  }

  @Test
  void aLogWhoseTilesAreNotPublicIsAuditedAndMirroredWithItsToken() throws IOException {
    try (var server = ServedLog.closed(log, "the-token")) {
      for (var command :
          List.of(
              List.of("audit", server.address()),
              List.of("mirror", server.address(), folder.resolve("copy").toString()))) {
        var call = new ArrayList<Object>(command);
        call.addAll(List.of("--vkey", log.vkey()));
        assertThat(Run.verifier(call.toArray()).exitCode()).as(command + "").isEqualTo(2);
        call.addAll(List.of("--token", "the-token"));
        assertThat(Run.verifier(call.toArray()).exitCode()).as(command + "").isZero();
      }
    }
  }

  @Test
  void aMirrorIsACopyThatCanBeAuditedAndGrows() throws IOException {
    var copy = folder.resolve("copy");
    served(
        address -> {
          assertThat(Run.verifier("mirror", address, copy, "--vkey", log.vkey()).exitCode())
              .isZero();
          assertThat(Run.verifier("audit", copy, "--vkey", log.vkey()).exitCode()).isZero();
          assertThat(copy.resolve("sealed")).doesNotExist();
          log.with(30);
          var again = Run.verifier("mirror", address, copy, "--vkey", log.vkey());
          assertThat(again.exitCode()).isZero();
          assertThat(again.out()).contains("still begins with the 300 entries");
          assertThat(Run.verifier("audit", copy, "--vkey", log.vkey()).out())
              .contains("All 330 entries");
        });
  }

  @Test
  void aBadLogIsNotMirrored() throws IOException {
    var tile = log.folder.resolve("tile/0/000");
    var bytes = Files.readAllBytes(tile);
    bytes[5] ^= 1;
    Files.write(tile, bytes);
    served(
        address -> {
          var run = Run.verifier("mirror", address, folder.resolve("copy"), "--vkey", log.vkey());
          assertThat(run.exitCode()).isEqualTo(1);
          assertThat(run.out()).startsWith("WRONG: entry 0: ");
          assertThat(folder.resolve("copy/checkpoint")).doesNotExist();
        });
  }

  @Test
  void whatCannotBeReadIsNotCalledWrong() {
    assertThat(Run.verifier("audit", folder.resolve("nowhere"), "--vkey", log.vkey()).exitCode())
        .isEqualTo(2);
    var silent = Run.verifier("audit", "http://127.0.0.1:1", "--vkey", log.vkey());
    assertThat(silent.exitCode()).isEqualTo(2);
    assertThat(silent.err())
        .isEqualToIgnoringNewLines(
            "error: cannot read: http://127.0.0.1:1/checkpoint: nobody answers there,"
                + " ConnectException (expected: a log)");
    assertThat(Run.verifier("audit", log.folder).exitCode()).isEqualTo(2);
    assertThat(Run.verifier("audit", log.folder, "--from-keys-url").exitCode()).isEqualTo(2);
  }
}
