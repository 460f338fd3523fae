package org.casenotesaudit.ledger.history;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.casenotesaudit.ledger.entry.Disclosure;
import org.casenotesaudit.ledger.entry.Values;
import org.casenotesaudit.ledger.json.Json;
import org.casenotesaudit.ledger.note.Checkpoint;
import org.casenotesaudit.ledger.note.VerifierKey;
import org.casenotesaudit.ledger.tree.Hash;

/**
 * A client's history as a ZIP file that anybody can check without us: FORMAT.md, "History archive".
 */
public final class HistoryArchive {
  static final String ENTRIES = "entries.ndjson";
  static final String PROOFS = "proofs.ndjson";
  static final String CSV = "history.csv";
  static final String CHECKPOINT = "checkpoint.txt";
  static final String KEYS = "keys.txt";

  /** All members in their order; the manifest is last because it tells the hashes of the others. */
  static final List<String> MEMBERS =
      List.of(ENTRIES, PROOFS, CSV, CHECKPOINT, KEYS, ReadmeText.NAME, Manifest.NAME);

  private HistoryArchive() {}

  /**
   * Writes an archive, streaming: memory does not grow with the history. The output stays open.
   *
   * @param entries the client's whole chain, oldest first; walked three times and the same each
   *     time
   * @throws IOException if the output or the entries fail
   */
  public static void write(OutputStream out, HistoryHeader header, Iterable<HistoryEntry> entries)
      throws IOException {
    var checkpoint = Checkpoint.parse(header.checkpoint().text());
    var tree = new Manifest.Tree(checkpoint.origin(), checkpoint.head().size());
    var subject =
        new Manifest.Subject(
            header.clientId(), header.exportId(), header.purpose(), timestamp(header));
    if (!subject.isPlain()) {
      throw new IllegalArgumentException(
          "history header: ids or purpose (expected: 1 to 100 characters of ASCII, no spaces)");
    }
    var hashes = new TreeMap<String, Manifest.FileHash>();
    try (var zip = new PlainZip(out)) {
      var hashing = new HashingZip(zip, hashes);
      long[] count = {0};
      hashing.add(
          ENTRIES,
          member -> {
            for (var entry : entries) {
              member.write(line(entryLine(entry)));
              count[0]++;
            }
          });
      hashing.add(
          PROOFS,
          member -> {
            for (var entry : entries) {
              member.write(line(proofLine(entry)));
            }
          });
      hashing.add(CSV, member -> writeCsv(member, entries));
      hashing.add(CHECKPOINT, member -> member.write(header.checkpoint().bytes()));
      hashing.add(KEYS, member -> member.write(utf8(keysText(header.keys()))));
      hashing.add(
          ReadmeText.NAME, member -> member.write(utf8(ReadmeText.of(subject, tree, count[0]))));
      var manifest = new Manifest(subject, tree, count[0], hashes);
      zip.add(Manifest.NAME, member -> member.write(line(manifest.toJson())));
    }
  }

  /**
   * Checks an archive against itself and against trusted keys, offline. Findings, not exceptions,
   * say what is wrong.
   *
   * @param trusted keys of the log (and of witnesses) that the reader got from elsewhere; if empty,
   *     the keys within the archive are used, and the report says that this shows less
   * @throws IOException if the file cannot be read at all
   */
  public static HistoryReport check(Path zip, Collection<VerifierKey> trusted) throws IOException {
    return new HistoryCheck(zip, List.copyOf(trusted)).run();
  }

  static Json entryLine(HistoryEntry entry) {
    var disclosures =
        entry.disclosures().stream().map(Disclosure::encoded).map(Json::text).toList();
    return Json.object(
        Map.of(
            "index", Values.longNumber(entry.proof().index()),
            "entry", entry.entry().toJson(),
            "disclosures", Json.array(disclosures)));
  }

  static Json proofLine(HistoryEntry entry) {
    var path = entry.proof().path().stream().map(Hash::toBase64).map(Json::text).toList();
    return Json.object(
        Map.of("index", Values.longNumber(entry.proof().index()), "path", Json.array(path)));
  }

  private static void writeCsv(OutputStream member, Iterable<HistoryEntry> entries)
      throws IOException {
    member.write(utf8(CsvView.header()));
    long number = 0;
    for (var entry : entries) {
      number++;
      member.write(utf8(CsvView.row(entry, number)));
    }
  }

  static String keysText(List<VerifierKey> keys) {
    return keys.stream().map(key -> key.format() + "\n").collect(Collectors.joining());
  }

  private static String timestamp(HistoryHeader header) {
    return Values.timestamp(header.exportedAt()) instanceof Json.Text text ? text.value() : "";
  }

  private static byte[] line(Json json) {
    return utf8(json.canonical() + "\n");
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
