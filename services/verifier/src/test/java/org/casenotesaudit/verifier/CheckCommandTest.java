package org.casenotesaudit.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.casenotesaudit.ledger.history.HistoryEntry;
import org.casenotesaudit.ledger.json.Json;
import org.casenotesaudit.ledger.proof.TlogProof;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandTest {
  @TempDir private Path folder;
  private SampleLog log;
  private Path history;
  private Path proof;

  @BeforeEach
  void anExportAndAProof() throws IOException {
    log = new SampleLog(folder.resolve("log")).with(9);
    history = log.file("history.zip", log.archive(log.history()));
    proof = log.file("entry.tlog-proof", log.proof(4).format());
  }

  @Test
  void aGoodHistoryIsProvenInPlainSentences() {
    var run = Run.verifier("check", history, "--vkey", log.vkey());
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            "Proven: All 9 entries are in the log",
            "signed by a key that you trust",
            "Not shown: ",
            "OK: everything")
        .doesNotContain("WRONG");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void withoutAKeyNothingIsVerifiedHoweverConsistentTheFileIs() throws IOException {
    var run = Run.verifier("check", history);
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out())
        .contains(
            "Consistent: All 9 entries are in the log",
            "a key that came with the archive itself",
            "Not shown: That the key is the log's: no key was given")
        .doesNotContain("Proven:", "OK:");
    assertThat(run.out().lines().toList().getLast())
        .startsWith("NOT VERIFIED: this agrees with itself, but nobody vouched for the key")
        .endsWith("check again with --keys or --vkey.");

    var bad = Files.readAllBytes(history);
    bad[bad.length / 2] ^= 1;
    var damaged = Run.verifier("check", log.file("bad.zip", bad));
    assertThat(damaged.exitCode()).isEqualTo(1);
    assertThat(damaged.out()).startsWith("WRONG: ").contains("FAILED");
  }

  @Test
  void keysAreReadFromAFileToo() throws IOException {
    var keys =
        Files.writeString(folder.resolve("keys.txt"), "# the log's key\n\n" + log.vkey() + "\n");
    assertThat(Run.verifier("check", history, "--keys", keys).out())
        .contains("a key that you trust");
    var none = Files.writeString(folder.resolve("none.txt"), "# none\n");
    assertThat(Run.verifier("check", history, "--keys", none))
        .satisfies(
            run -> {
              assertThat(run.exitCode()).isEqualTo(2);
              assertThat(run.err()).contains("no key in");
            });
  }

  @Test
  void anotherKeyProvesNothing() throws IOException {
    var foreign = new SampleLog(folder.resolve("foreign")).with(9);
    for (var file : new Path[] {history, proof, folder.resolve("log")}) {
      var run = Run.verifier("check", file, "--vkey", foreign.vkey());
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out()).startsWith("WRONG: ").doesNotContain("Proven:").contains("FAILED");
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void anyFlippedByteOfAHistoryFailsTheCheck(long seed) throws IOException {
    var random = new Random(seed);
    var good = Files.readAllBytes(history);
    for (int i = 0; i < 50; i++) {
      var bad = good.clone();
      int at = random.nextInt(bad.length);
      bad[at] ^= (byte) (1 + random.nextInt(255));
      var run = Run.verifier("check", log.file("bad.zip", bad), "--vkey", log.vkey());
      assertThat(run.exitCode()).as("byte " + at + ": " + run).isEqualTo(1);
      assertThat(run.out()).startsWith("WRONG: ");
    }
  }

  @Test
  void aFlippedByteNamesTheEntry() throws IOException {
    var bytes = Files.readAllBytes(history);
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\"seq\":\"6\"") + 7;
    bytes[at] = '7';
    var run = Run.verifier("check", log.file("bad.zip", bytes), "--vkey", log.vkey());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).startsWith("WRONG: entry 5: ").contains("found ", "(expected: ");
  }

  @Test
  void aDroppedARepeatedAndAMovedRowFailTheCheck() throws IOException {
    var dropped = log.history();
    dropped.remove(3);
    var repeated = log.history();
    repeated.add(3, repeated.get(3));
    var moved = log.history();
    Collections.swap(moved, 3, 4);
    for (var lie : List.of(dropped, repeated, moved)) {
      var run = Run.verifier("check", log.file("lie.zip", log.archive(lie)), "--vkey", log.vkey());
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out()).startsWith("WRONG: entry ");
    }
  }

  @Test
  void aSwappedProofFailsTheCheck() throws IOException {
    var lie = new ArrayList<>(log.history());
    var second = lie.get(2);
    lie.set(2, new HistoryEntry(second.entry(), second.disclosures(), lie.get(1).proof()));
    var run = Run.verifier("check", log.file("lie.zip", log.archive(lie)), "--vkey", log.vkey());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("entries are not in order", "not in the log");
  }

  @Test
  void anEntryUnderAForeignCheckpointFailsTheCheck() throws IOException {
    var foreign = new SampleLog(folder.resolve("foreign")).with(9);
    var run = Run.verifier("check", foreign.file("lie.zip", foreign.archive(log.history())));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("entry 0: ");
  }

  @Test
  void aGoodProofIsProvenWithTheEntryItCarries() {
    var run = Run.verifier("check", proof, "--vkey", log.vkey());
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            "Proven: Entry 4 of the log is exactly the entry given",
            "event AccessObserved from access, recorded in the hour from 2026-03-01T08:00:00Z");
  }

  @Test
  void aProofIsCheckedAgainstTheEntryGiven() throws IOException {
    var same = log.file("entry.json", log.entry(4));
    assertThat(Run.verifier("check", proof, "--vkey", log.vkey(), "--entry", same).exitCode())
        .isZero();
    var other = log.file("other.json", log.entry(5));
    var run = Run.verifier("check", proof, "--vkey", log.vkey(), "--entry", other);
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).startsWith("WRONG: entry 4: the proof leads to root ");
  }

  @Test
  void aProofWithoutAnEntryProvesOnlyTheCheckpointAndSaysSo() throws IOException {
    var full = log.proof(4);
    var bare =
        log.file(
            "bare.tlog-proof",
            new TlogProof(4, full.path(), full.checkpoint(), Optional.empty()).format());
    var run = Run.verifier("check", bare, "--vkey", log.vkey());
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .startsWith("WRONG: no entry was given")
        .contains("Proven: The checkpoint of");
    var entry = log.file("entry.json", log.entry(4));
    assertThat(Run.verifier("check", bare, "--vkey", log.vkey(), "--entry", entry).exitCode())
        .isZero();
  }

  @Test
  void anyFlippedByteOfAProofFailsTheCheck() throws IOException {
    var good = Files.readAllBytes(proof);
    var random = new Random(7);
    for (int i = 0; i < 200; i++) {
      var bad = good.clone();
      int at = random.nextInt(bad.length);
      bad[at] ^= (byte) (1 + random.nextInt(255));
      assertThat(
              Run.verifier("check", log.file("bad.tlog-proof", bad), "--vkey", log.vkey())
                  .exitCode())
          .as("byte " + at)
          .isEqualTo(1);
    }
  }

  @Test
  void aFolderIsAuditedAsALog() {
    var run = Run.verifier("check", folder.resolve("log"), "--vkey", log.vkey());
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("All 9 entries give the signed root");
  }

  @Test
  void anAddressIsAuditedAsALogAndAFlippedByteIsNamed() throws IOException {
    try (var server = ServedLog.open(log)) {
      var run = Run.verifier("check", server.address(), "--vkey", log.vkey());
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).contains("All 9 entries give the signed root");

      var foreign = new SampleLog(folder.resolve("foreign")).with(9);
      assertThat(Run.verifier("check", server.address(), "--vkey", foreign.vkey()).exitCode())
          .isEqualTo(1);
      assertThat(Run.verifier("check", server.address()).exitCode()).isEqualTo(2);

      var bundle = folder.resolve("log/tile/entries/000.p/9");
      var bytes = Files.readAllBytes(bundle);
      bytes[bytes.length - 1] ^= 1;
      Files.write(bundle, bytes);
      var bad = Run.verifier("check", server.address(), "--vkey", log.vkey());
      assertThat(bad.exitCode()).isEqualTo(1);
      assertThat(bad.out()).startsWith("WRONG: entry 8: tile/entries/000.p/9 ");
    }
  }

  @Test
  void aLogWhoseTilesAreNotPublicNeedsItsToken() throws IOException {
    try (var server = ServedLog.closed(log, "the-token")) {
      var without = Run.verifier("check", server.address(), "--vkey", log.vkey());
      assertThat(without.exitCode()).isEqualTo(2);
      assertThat(without.err()).contains("answered 401 (expected: 200 or 404)");
      var wrong =
          Run.verifier("check", server.address(), "--vkey", log.vkey(), "--token", "another");
      assertThat(wrong.exitCode()).isEqualTo(2);
      var with =
          Run.verifier("check", server.address(), "--vkey", log.vkey(), "--token", "the-token");
      assertThat(with.exitCode()).isZero();
    }
  }

  @Test
  void theTokenIsTakenFromTheEnvironmentToo() throws Exception {
    try (var server = ServedLog.closed(log, "the-token")) {
      var java =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              System.getProperty("java.class.path"),
              Verifier.class.getName(),
              "check",
              server.address(),
              "--vkey",
              log.vkey());
      java.environment().put("VERIFIER_TOKEN", "the-token");
      var out = java.redirectErrorStream(true).start();
      assertThat(new String(out.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains("All 9 entries give the signed root");
      assertThat(out.waitFor()).isZero();
    }
  }

  @Test
  void jsonIsOneObjectOnStandardOutput() {
    var good = Run.verifier("check", history, "--vkey", log.vkey(), "--json");
    assertThat(Json.parse(good.out().getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            Json.Object.class, o -> assertThat(o.member("ok")).contains(Json.flag(true)));
    assertThat(good.out()).contains("\"ok\":true,\"ownKeys\":false,");
    var bad = Run.verifier("check", proof, "--vkey", log.vkey(), "--json", "--entry", history);
    assertThat(bad.exitCode()).isEqualTo(1);
    assertThat(bad.out())
        .startsWith("{\"notShown\":[],\"ok\":false,\"ownKeys\":false,\"proven\":[],\"wrong\":[\"");
    var unvouched = Run.verifier("check", history, "--json");
    assertThat(unvouched.exitCode()).isEqualTo(3);
    assertThat(unvouched.out()).contains("\"ok\":false,\"ownKeys\":true,", "\"wrong\":[]");
  }

  @Test
  void wrongUseIsToldApartFromAWrongFile() throws IOException {
    var text = log.file("letter.txt", "Dear auditor".getBytes());
    var letter = Run.verifier("check", text);
    assertThat(letter.exitCode()).isEqualTo(2);
    assertThat(letter.err())
        .startsWith("error: " + text + ": neither a history nor a proof")
        .contains(" (expected: ")
        .hasLineCount(1);
    var named = log.file("letter.zip", "Dear auditor".getBytes(StandardCharsets.UTF_8));
    assertThat(Run.verifier("check", named).exitCode()).isEqualTo(1);
    var renamed = log.file("history.copy", Files.readAllBytes(history));
    assertThat(Run.verifier("check", renamed, "--vkey", log.vkey()).exitCode()).isZero();
    assertThat(Run.verifier("check", folder.resolve("nothing.zip")))
        .satisfies(
            run -> {
              assertThat(run.exitCode()).isEqualTo(2);
              assertThat(run.err()).contains("there is no such file");
            });
    assertThat(Run.verifier("check").exitCode()).isEqualTo(2);
    assertThat(Run.verifier("check", history, "--vkey", "nonsense").exitCode()).isEqualTo(2);
    assertThat(Run.verifier("check", proof).exitCode()).isEqualTo(2);
    assertThat(Run.verifier("check", history, "--entry", text).exitCode()).isEqualTo(2);
    assertThat(Run.verifier("check", folder.resolve("log")).exitCode()).isEqualTo(2);
    assertThat(Run.verifier("nonsense").exitCode()).isEqualTo(2);
    assertThat(Run.verifier("--help").exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--bogus",
        "nonsense",
        "",
        "check",
        "check FILE --bogus",
        "check FILE more",
        "check FILE --vkey",
        "check FILE --vkey nonsense",
        "check nothing.zip",
        "audit FILE --bogus",
        "mirror FILE"
      })
  void whatIsNotUnderstoodIsOneLineWithFoundAndExpected(String line) {
    var words = line.replace("FILE", history.toString()).split(" ");
    var run = Run.verifier((Object[]) (line.isEmpty() ? new String[0] : words));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("error: ").contains(" (expected: ").hasLineCount(1);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void anUnknownOptionIsNamedWithWhatTheCommandTakes() {
    assertThat(Run.verifier("check", history, "--bogus").err())
        .startsWith("error: \"--bogus\" (expected: verifier check [-hV] ")
        .endsWith("FILE|DIR|URL)" + System.lineSeparator());
    assertThat(Run.verifier("--bogus").err())
        .isEqualToIgnoringNewLines("error: \"--bogus\" (expected: check, audit, mirror or --help)");
  }
}
