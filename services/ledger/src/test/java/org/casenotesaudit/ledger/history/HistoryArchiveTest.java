package org.casenotesaudit.ledger.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.ZipFile;
import org.casenotesaudit.ledger.TestLog;
import org.casenotesaudit.ledger.entry.Disclosure;
import org.casenotesaudit.ledger.entry.FieldNames;
import org.casenotesaudit.ledger.entry.Link;
import org.casenotesaudit.ledger.history.Finding.Kind;
import org.casenotesaudit.ledger.json.Json;
import org.casenotesaudit.ledger.tree.MerkleHashing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryArchiveTest {
  @TempDir private Path folder;
  private TestLog log;
  private byte[] good;

  @BeforeEach
  void aLogOfTwelveOfWhichEightAreAnnas() throws IOException {
    log = new TestLog(folder.resolve("log"), 12).accesses(12);
    log.publish();
    good = log.archive(TestLog.ANNA);
  }

  private HistoryReport check(byte[] zip) throws IOException {
    return HistoryArchive.check(Files.write(folder.resolve("history.zip"), zip), log.keys());
  }

  private List<Kind> kinds(byte[] zip) throws IOException {
    return check(zip).findings().stream().map(Finding::kind).toList();
  }

  private Finding first(byte[] zip) throws IOException {
    return check(zip).findings().getFirst();
  }

  private Map<String, byte[]> members(byte[] zip) throws IOException {
    var members = new LinkedHashMap<String, byte[]>();
    try (var file = new ZipFile(Files.write(folder.resolve("read.zip"), zip).toFile())) {
      for (var entry : Collections.list(file.entries())) {
        members.put(entry.getName(), file.getInputStream(entry).readAllBytes());
      }
    }
    return members;
  }

  /**
   * A liar's archive: one file is changed, and the manifest and the wrapping are made to fit it
   * again.
   */
  private byte[] forged(String name, UnaryOperator<String> change) throws IOException {
    var members = members(good);
    members.put(
        name,
        change
            .apply(new String(members.get(name), StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8));
    return packed(members);
  }

  private byte[] packed(Map<String, byte[]> members) throws IOException {
    var manifest = Manifest.fromJson(Json.parse(members.get(Manifest.NAME))).orElseThrow();
    var hashes = new TreeMap<String, Manifest.FileHash>();
    members.forEach(
        (name, bytes) ->
            hashes.put(name, new Manifest.FileHash(bytes.length, MerkleHashing.sha256(bytes))));
    hashes.remove(Manifest.NAME);
    var fitted = new Manifest(manifest.subject(), manifest.tree(), manifest.entryCount(), hashes);
    members.put(
        Manifest.NAME, (fitted.toJson().canonical() + "\n").getBytes(StandardCharsets.UTF_8));
    var out = new ByteArrayOutputStream();
    try (var zip = new PlainZip(out)) {
      for (var member : members.entrySet()) {
        zip.add(member.getKey(), stream -> stream.write(member.getValue()));
      }
    }
    return out.toByteArray();
  }

  @Test
  void aGoodArchiveIsProven() throws IOException {
    var report = check(good);
    assertThat(report.findings()).isEmpty();
    assertThat(report.proven())
        .anyMatch(s -> s.contains("All 8 entries"))
        .anyMatch(s -> s.contains("links 1 to 8"));
    assertThat(report.notShown()).noneMatch(s -> s.contains("no key was given"));
    assertThat(packed(members(good))).isEqualTo(good);
  }

  @Test
  void withoutATrustedKeyTheReportSaysWhatThatMeans() throws IOException {
    Files.write(folder.resolve("history.zip"), good);
    var report = HistoryArchive.check(folder.resolve("history.zip"), List.of());
    assertThat(report.isGood()).isTrue();
    assertThat(report.proven().getFirst()).contains("a key that came with the archive itself");
    assertThat(report.notShown().getFirst()).contains("no key was given");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyFlippedBitOfTheFileIsNoticed(long seed) throws IOException {
    var random = new Random(seed);
    for (int i = 0; i < 100; i++) {
      var bad = good.clone();
      int at = random.nextInt(bad.length);
      bad[at] ^= (byte) (1 << random.nextInt(8));
      var report = check(bad);
      assertThat(report.findings()).as("byte " + at).isNotEmpty();
      assertThat(report.proven()).isEmpty();
      assertThat(report.findings())
          .extracting(Finding::sentence)
          .as("each is one sentence")
          .noneMatch(sentence -> sentence.matches("(?s).*expected: .*expected: .*"));
    }
  }

  @Test
  void everyFlippedByteOfTheWrappingIsNoticed() throws IOException {
    int directory = new String(good, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
    var positions = new ArrayList<Integer>();
    for (int i = 0; i < 60; i++) {
      positions.add(i);
    }
    for (int i = directory - 16; i < good.length; i++) {
      positions.add(i);
    }
    for (int at : positions) {
      var bad = good.clone();
      bad[at] ^= 0x10;
      assertThat(check(bad).findings()).as("byte " + at).isNotEmpty();
    }
  }

  @Test
  void cutOrLengthenedFilesAreNoticed() throws IOException {
    for (int length : new int[] {0, 1, 100, good.length / 2, good.length - 1, good.length + 1}) {
      assertThat(kinds(Arrays.copyOf(good, length))).as("length " + length).isNotEmpty();
    }
  }

  @Test
  void aFlippedByteInAnEntryNamesTheEntry() throws IOException {
    var text = new String(good, StandardCharsets.ISO_8859_1);
    int inThird = text.indexOf("\"seq\":\"5\"") + 7;
    var bad = good.clone();
    bad[inThird] = '6';
    var finding = first(bad);
    assertThat(finding.kind()).isEqualTo(Kind.NOT_IN_LOG);
    assertThat(finding.sentence())
        .startsWith(
            "entry 4: an entry is not in the log as it stands here: found a proof that leads to"
                + " root ")
        .containsOnlyOnce("(expected: ");
  }

  @Test
  void aValueThatWasNotRecordedNamesTheEntry() throws IOException {
    var history = log.history(TestLog.ANNA);
    var entry = history.get(2);
    var disclosures = new ArrayList<>(entry.disclosures());
    disclosures.replaceAll(
        d ->
            d.name().equals("purpose")
                ? Disclosure.of(new byte[16], "purpose", Json.text("COURT_ORDER"))
                : d);
    history.set(2, new HistoryEntry(entry.entry(), disclosures, entry.proof()));
    var finding = first(log.archive(TestLog.ANNA, history));
    assertThat(finding.kind()).isEqualTo(Kind.DISCLOSURE_ALTERED);
    assertThat(finding.entry()).hasValue(4);
    assertThat(finding.sentence()).contains("purpose with digest").doesNotContain("COURT_ORDER");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 6})
  void aDroppedEntryIsAGapInTheChain(int dropped) throws IOException {
    var history = log.history(TestLog.ANNA);
    history.remove(dropped);
    var finding = first(log.archive(TestLog.ANNA, history));
    assertThat(finding.kind()).isEqualTo(Kind.CHAIN_GAP);
    assertThat(finding.entry()).hasValue(history.get(dropped).proof().index());
  }

  @Test
  void aDroppedLastEntryIsNotNoticedAndTheReportSaysSo() throws IOException {
    var history = log.history(TestLog.ANNA);
    history.removeLast();
    var report = check(log.archive(TestLog.ANNA, history));
    assertThat(report.isGood()).isTrue();
    assertThat(report.notShown())
        .anyMatch(s -> s.contains("no further entries about this client follow"));
  }

  @Test
  void aLinkToAnotherEntryBreaksTheChain() throws IOException {
    var forked = new Link(9, MerkleHashing.leafHash(new byte[] {9}));
    log.lyingAboutTheLinkOf(TestLog.ANNA, forked).access(TestLog.ANNA, "DIRECT_CARE").publish();
    var findings = check(log.archive(TestLog.ANNA)).findings();
    assertThat(findings).extracting(Finding::kind).containsExactly(Kind.CHAIN_BROKEN);
    assertThat(findings.getFirst().entry()).hasValue(12);
    assertThat(findings.getFirst().sentence())
        .contains(MerkleHashing.leafHash(new byte[] {9}).toBase64(), "the entry before it in here");
  }

  @Test
  void entriesInAnotherOrderAreNoticed() throws IOException {
    var history = log.history(TestLog.ANNA);
    Collections.swap(history, 3, 4);
    assertThat(kinds(log.archive(TestLog.ANNA, history))).contains(Kind.ORDER, Kind.CHAIN_GAP);
  }

  @Test
  void anEntryTwiceIsNoticed() throws IOException {
    var history = log.history(TestLog.ANNA);
    history.add(3, history.get(3));
    assertThat(kinds(log.archive(TestLog.ANNA, history))).contains(Kind.ORDER, Kind.CHAIN_GAP);
  }

  @Test
  void anotherClientsEntryIsNoticed() throws IOException {
    var history = log.history(TestLog.ANNA);
    history.add(1, log.history(TestLog.BEN).get(1));
    var findings = check(log.archive(TestLog.ANNA, history)).findings();
    assertThat(findings)
        .anySatisfy(
            f -> {
              assertThat(f.kind()).isEqualTo(Kind.OTHER_CLIENT);
              assertThat(f.entry()).hasValue(3);
              assertThat(f.sentence()).doesNotContain(TestLog.BEN);
            });
    assertThat(kinds(log.archive(TestLog.ANNA, log.history(TestLog.BEN))))
        .contains(Kind.OTHER_CLIENT);
  }

  @Test
  void withheldClientOrLinkIsNotEnough() throws IOException {
    for (var name : List.of(FieldNames.CLIENT_ID, FieldNames.CLIENT_LINK)) {
      var history = log.history(TestLog.ANNA);
      history.replaceAll(
          e ->
              new HistoryEntry(
                  e.entry(),
                  e.disclosures().stream().filter(d -> !d.name().equals(name)).toList(),
                  e.proof()));
      assertThat(kinds(log.archive(TestLog.ANNA, history)))
          .contains(name.equals(FieldNames.CLIENT_ID) ? Kind.OTHER_CLIENT : Kind.CHAIN_GAP);
    }
  }

  @Test
  void aWithheldOtherValueIsCounted() throws IOException {
    var history = log.history(TestLog.ANNA);
    history.replaceAll(
        e ->
            new HistoryEntry(
                e.entry(),
                e.disclosures().stream()
                    .filter(d -> !d.name().equals(FieldNames.ACTOR_ID))
                    .toList(),
                e.proof()));
    assertThat(check(log.archive(TestLog.ANNA, history)).proven())
        .anyMatch(s -> s.startsWith("8 values are not opened"));
  }

  @Test
  void swappedProofsAreNoticed() throws IOException {
    var bad =
        forged(
            HistoryArchive.PROOFS,
            text -> {
              var lines = new ArrayList<>(text.lines().toList());
              Collections.swap(lines, 2, 3);
              return String.join("\n", lines) + "\n";
            });
    assertThat(kinds(bad)).contains(Kind.PROOF_MALFORMED);
    var relabelled =
        forged(
            HistoryArchive.PROOFS,
            text ->
                text.replace("\"index\":\"4\"", "\"index\":\"x\"")
                    .replace("\"index\":\"5\"", "\"index\":\"4\"")
                    .replace("\"index\":\"x\"", "\"index\":\"5\""));
    assertThat(kinds(relabelled)).contains(Kind.PROOF_MALFORMED);
  }

  @Test
  void aMissingOrAddedProofIsNoticed() throws IOException {
    assertThat(
            kinds(forged(HistoryArchive.PROOFS, text -> text.substring(0, text.lastIndexOf("{")))))
        .contains(Kind.PROOF_MALFORMED);
    assertThat(
            kinds(
                forged(
                    HistoryArchive.PROOFS, text -> text + text.substring(text.lastIndexOf("{")))))
        .contains(Kind.PROOF_MALFORMED);
  }

  @Test
  void aForeignCheckpointIsNoticed() throws IOException {
    var foreign = new TestLog(folder.resolve("foreign"), 99).accesses(12);
    var note = foreign.publish();
    var members = members(good);
    members.put(HistoryArchive.CHECKPOINT, note.bytes());
    members.put(
        HistoryArchive.KEYS,
        (foreign.key.verifierKey().format() + "\n").getBytes(StandardCharsets.UTF_8));
    assertThat(first(packed(members)).kind()).isEqualTo(Kind.CHECKPOINT);
    Files.write(folder.resolve("history.zip"), packed(members));
    var untrusted = HistoryArchive.check(folder.resolve("history.zip"), List.of());
    assertThat(untrusted.findings())
        .extracting(Finding::kind)
        .containsOnly(Kind.NOT_IN_LOG)
        .hasSize(8);
  }

  @Test
  void aTableThatSaysSomethingElseIsNoticed() throws IOException {
    var changed =
        forged(HistoryArchive.CSV, text -> text.replaceFirst("DIRECT_CARE", "LEGAL_REQUEST"));
    assertThat(first(changed))
        .satisfies(
            f -> {
              assertThat(f.kind()).isEqualTo(Kind.CSV_DIFFERS);
              assertThat(f.entry()).hasValue(1);
            });
    assertThat(
            kinds(
                forged(
                    HistoryArchive.CSV, text -> text + text.substring(text.indexOf("\r\n") + 2))))
        .containsExactly(Kind.CSV_DIFFERS);
    assertThat(kinds(forged(HistoryArchive.CSV, text -> text.replace("actorId", "victimId"))))
        .contains(Kind.CSV_DIFFERS);
  }

  @Test
  void anExplanationThatSaysSomethingElseIsNoticed() throws IOException {
    assertThat(
            kinds(
                forged(
                    ReadmeText.NAME,
                    text -> text.replace("WHAT IT DOES NOT SHOW", "WHAT IT SHOWS"))))
        .containsExactly(Kind.README_DIFFERS);
  }

  @Test
  void aManifestThatDoesNotFitIsNoticed() throws IOException {
    var members = members(good);
    var manifest = new String(members.get(Manifest.NAME), StandardCharsets.UTF_8);
    for (var bad :
        List.of(
            manifest.replace("\"size\":\"12\"", "\"size\":\"13\""),
            manifest.replace("\"entries\":8", "\"entries\":9"),
            manifest.replace("\"v\":0", "\"v\":1"),
            manifest + "\n",
            "{}\n",
            manifest.replace(TestLog.ANNA, TestLog.BEN))) {
      assertThat(bad).isNotEqualTo(manifest);
      members.put(Manifest.NAME, bad.getBytes(StandardCharsets.UTF_8));
      var out = new ByteArrayOutputStream();
      try (var zip = new PlainZip(out)) {
        for (var member : members.entrySet()) {
          zip.add(member.getKey(), stream -> stream.write(member.getValue()));
        }
      }
      assertThat(kinds(out.toByteArray())).isNotEmpty();
    }
  }

  @Test
  void anAddedFileIsNoticed() throws IOException {
    var members = members(good);
    members.put("letter.html", new byte[] {1});
    assertThat(kinds(packed(members))).contains(Kind.MEMBERS);
  }

  @Test
  void formulasStayTextInTheTable() {
    for (var cell :
        List.of(
            "=1+1",
            "+1",
            "-1",
            "@a",
            "\tx",
            "\rx",
            "  =1",
            "\u00a0=1",
            "a\n=1",
            "a\r\n @b",
            "\uff1d1")) {
      assertThat(CsvView.row(List.of(cell))).matches("(?s)\"?'.*");
    }
    for (var cell :
        List.of("a=1", "DIRECT_CARE", "{\"a\":-1}", "2026-03-01T08:00:00.000000Z", "")) {
      assertThat(CsvView.row(List.of(cell))).doesNotStartWith("'").doesNotStartWith("\"'");
    }
    assertThat(CsvView.row(List.of("a,b", "say \"x\"", "plain")))
        .isEqualTo("\"a,b\",\"say \"\"x\"\"\",plain\r\n");
  }

  @Test
  void cellsWithLineBreaksAreCheckedToo() throws IOException {
    log.access(TestLog.ANNA, "=HYPERLINK(\"x\")\n=second\r\nline, end").publish();
    good = log.archive(TestLog.ANNA);
    assertThat(check(good).findings()).isEmpty();
    assertThat(kinds(forged(HistoryArchive.CSV, text -> text.replace("line, end", "line, END"))))
        .containsExactly(Kind.CSV_DIFFERS);
  }

  @Test
  void anEmptyHistoryCanBeExported() throws IOException {
    assertThat(check(log.archive(TestLog.ANNA, List.of())).isGood()).isTrue();
  }

  @Test
  void aLongHistorySpansManyBlocks() throws IOException {
    log.accesses(600).publish();
    var archive = log.archive(TestLog.ANNA);
    assertThat(archive.length).isGreaterThan(500_000);
    assertThat(check(archive).findings()).isEmpty();
  }
}
