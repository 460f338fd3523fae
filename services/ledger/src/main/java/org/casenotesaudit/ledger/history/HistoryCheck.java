package org.casenotesaudit.ledger.history;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.casenotesaudit.ledger.LedgerException;
import org.casenotesaudit.ledger.history.Finding.Kind;
import org.casenotesaudit.ledger.json.Json;
import org.casenotesaudit.ledger.note.Checkpoint;
import org.casenotesaudit.ledger.note.VerifiedCheckpoint;
import org.casenotesaudit.ledger.note.VerifierKey;

/**
 * One check of one archive: first what it says (entry by entry, so that a wrong entry is named),
 * then that every byte of the file is as it was written.
 */
final class HistoryCheck {
  private static final int LARGEST_SMALL_FILE_BYTES = 1_000_000;

  private final Path file;
  private final List<VerifierKey> trusted;
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> proven = new ArrayList<>();

  HistoryCheck(Path file, List<VerifierKey> trusted) {
    this.file = file;
    this.trusted = trusted;
  }

  HistoryReport run() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString());
    }
    try (var zip = new ZipFile(file.toFile())) {
      checkMembers(zip);
      if (findings.isEmpty()) {
        checkContent(zip);
        checkFileHashes(zip);
        checkEveryByte(zip);
      }
    } catch (FileNotFoundException unreadable) {
      throw unreadable;
    } catch (IOException | IllegalArgumentException damaged) {
      add(
          Kind.CONTAINER,
          "a ZIP that cannot be read: " + damaged.getMessage(),
          "the archive as it was exported");
    }
    return new HistoryReport(findings.isEmpty() ? proven : List.of(), findings, notShown());
  }

  private void checkMembers(ZipFile zip) {
    var names = Collections.list(zip.entries()).stream().map(ZipEntry::getName).toList();
    if (!names.equals(HistoryArchive.MEMBERS)) {
      add(Kind.MEMBERS, names.toString(), HistoryArchive.MEMBERS.toString());
    }
  }

  private void checkContent(ZipFile zip) throws IOException {
    var manifest = manifest(zip);
    if (manifest.isEmpty()) {
      add(
          Kind.MANIFEST,
          "a manifest of another form",
          "the canonical manifest of a client history");
      return;
    }
    var keys = keys(zip);
    var checkpoint = checkpoint(zip, keys);
    checkpoint.ifPresent(opened -> compareTree(manifest.get(), opened));
    checkEntries(zip, manifest.get(), checkpoint);
    var readme =
        ReadmeText.of(manifest.get().subject(), manifest.get().tree(), manifest.get().entryCount());
    if (!Arrays.equals(small(zip, ReadmeText.NAME), HistoryArchive.utf8(readme))) {
      add(Kind.README_DIFFERS, "another text", "the text that belongs to manifest.json");
    }
  }

  private static Optional<Manifest> manifest(ZipFile zip) throws IOException {
    var bytes = small(zip, Manifest.NAME);
    if (bytes.length == 0 || bytes[bytes.length - 1] != '\n') {
      return Optional.empty();
    }
    try {
      return Manifest.fromJson(Json.parseCanonical(Arrays.copyOf(bytes, bytes.length - 1)));
    } catch (LedgerException malformed) {
      return Optional.empty();
    }
  }

  private List<VerifierKey> keys(ZipFile zip) throws IOException {
    var bytes = small(zip, HistoryArchive.KEYS);
    try {
      var keys = EntryLines.utf8(bytes).lines().map(VerifierKey::parse).toList();
      if (!keys.isEmpty()
          && Arrays.equals(HistoryArchive.utf8(HistoryArchive.keysText(keys)), bytes)) {
        return keys;
      }
      add(Kind.KEYS, "no keys, or more than keys", "one key string on each line");
    } catch (LedgerException malformed) {
      add(Kind.KEYS, malformed.getMessage(), "one key string on each line");
    }
    return List.of();
  }

  private Optional<VerifiedCheckpoint> checkpoint(ZipFile zip, List<VerifierKey> keysInside)
      throws IOException {
    try {
      var opened =
          Checkpoint.open(
              small(zip, HistoryArchive.CHECKPOINT), trusted.isEmpty() ? keysInside : trusted);
      if (!new HashSet<>(keysInside).containsAll(opened.signers())) {
        add(Kind.KEYS, "not all keys that signed", opened.signers().toString());
      }
      sayWhoSigned(opened);
      return Optional.of(opened);
    } catch (LedgerException notProven) {
      add(Kind.CHECKPOINT, notProven.getMessage(), "a checkpoint that a trusted key signed");
      return Optional.empty();
    }
  }

  private void sayWhoSigned(VerifiedCheckpoint opened) {
    var head = opened.checkpoint().head();
    proven.add(
        "The checkpoint of "
            + opened.checkpoint().origin()
            + " over "
            + head.size()
            + " entries is signed by "
            + (trusted.isEmpty()
                ? "a key that came with the archive itself"
                : "a key that you trust")
            + ": "
            + opened.signers()
            + ".");
    opened
        .cosignatures()
        .forEach(
            witness ->
                proven.add(
                    "Witness "
                        + witness.witness().name()
                        + " saw this checkpoint at "
                        + witness.at()
                        + "."));
  }

  private void compareTree(Manifest manifest, VerifiedCheckpoint opened) {
    var found = manifest.tree();
    var expected =
        new Manifest.Tree(opened.checkpoint().origin(), opened.checkpoint().head().size());
    if (!found.equals(expected)) {
      add(
          Kind.MANIFEST,
          "log " + found.origin() + " of " + found.size(),
          expected.origin() + " of " + expected.size());
    }
  }

  private void checkEntries(ZipFile zip, Manifest manifest, Optional<VerifiedCheckpoint> checkpoint)
      throws IOException {
    var chain =
        new ChainCheck(
            manifest.subject().clientId(),
            checkpoint.map(c -> c.checkpoint().head()),
            findings::add);
    long lines = 0;
    try (var entries = new Lines(stream(zip, HistoryArchive.ENTRIES));
        var proofs = new Lines(stream(zip, HistoryArchive.PROOFS));
        var csv = new CsvLines(new Lines(stream(zip, HistoryArchive.CSV)))) {
      if (!csv.startsWith(CsvView.header())) {
        add(Kind.CSV_DIFFERS, "another first line", "the column names");
      }
      for (var line = entries.next(); line.isPresent(); line = entries.next()) {
        lines++;
        var proof = proof(lines, proofs.next());
        var entry = entry(lines, line.get(), proof).flatMap(e -> chain.next(e, proof.orElse(null)));
        if (entry.isPresent()) {
          compareRow(csv, entry.get(), chain.count());
        } else {
          csv.skipRow();
        }
      }
      if (proofs.next().isPresent()) {
        add(Kind.PROOF_MALFORMED, "more proofs than entries", lines + " proofs");
      }
      if (csv.hasMore()) {
        add(Kind.CSV_DIFFERS, "more rows than entries", lines + " rows");
      }
    }
    if (lines != manifest.entryCount()) {
      add(
          Kind.MANIFEST,
          lines + " entries in here",
          manifest.entryCount() + " as manifest.json says");
    }
    sayWhatEntriesShow(lines, chain.withheld());
  }

  private Optional<EntryLines.EntryLine> entry(
      long number, byte[] line, Optional<EntryLines.ProofLine> proof) {
    try {
      return Optional.of(EntryLines.entry(line));
    } catch (LedgerException malformed) {
      var index = proof.map(p -> OptionalLong.of(p.index())).orElse(OptionalLong.empty());
      findings.add(
          new Finding(
              Kind.ENTRY_MALFORMED,
              index,
              "line " + number + " of entries.ndjson: " + malformed.getMessage(),
              "an entry"));
      return Optional.empty();
    }
  }

  private Optional<EntryLines.ProofLine> proof(long number, Optional<byte[]> line) {
    try {
      if (line.isPresent()) {
        return Optional.of(EntryLines.proof(line.get()));
      }
      add(
          Kind.PROOF_MALFORMED,
          "no line " + number + " in proofs.ndjson",
          "a proof for each entry");
    } catch (LedgerException malformed) {
      add(
          Kind.PROOF_MALFORMED,
          "line " + number + " of proofs.ndjson: " + malformed.getMessage(),
          "a proof");
    }
    return Optional.empty();
  }

  private void compareRow(CsvLines csv, HistoryEntry entry, long number) throws IOException {
    if (!csv.startsWith(CsvView.row(entry, number))) {
      findings.add(
          new Finding(
              Kind.CSV_DIFFERS,
              OptionalLong.of(entry.proof().index()),
              "another row in history.csv",
              "the row that the opened values give"));
    }
  }

  private void sayWhatEntriesShow(long lines, long withheld) {
    proven.add("All " + lines + " entries are in the log, each at its place and unaltered.");
    proven.add("Every value shown is the one that was recorded, and history.csv says the same.");
    proven.add(
        "The entries are links 1 to "
            + lines
            + " of this client's chain, none left out between them.");
    if (withheld > 0) {
      proven.add(withheld + " values are not opened in this archive: nothing is shown about them.");
    }
  }

  private void checkFileHashes(ZipFile zip) throws IOException {
    var manifest = manifest(zip);
    if (manifest.isEmpty()) {
      return;
    }
    var names = new ArrayList<>(HistoryArchive.MEMBERS);
    names.remove(Manifest.NAME);
    if (!manifest.get().files().keySet().equals(new HashSet<>(names))) {
      add(Kind.MANIFEST, "hashes of " + manifest.get().files().keySet(), names.toString());
      return;
    }
    for (var name : names) {
      var hashing = new HashingZip.Hashing(OutputStream.nullOutputStream());
      try (var in = stream(zip, name)) {
        in.transferTo(hashing);
      }
      var expected = manifest.get().files().get(name);
      var found = hashing.result();
      if (!found.equals(expected)) {
        add(Kind.FILE_ALTERED, name + ": " + found, expected + ", as manifest.json says");
      }
    }
  }

  /**
   * Writes the archive again from its contents and compares: what is not content must be as we
   * write it.
   */
  private void checkEveryByte(ZipFile zip) throws IOException {
    try (var original = new BufferedInputStream(Files.newInputStream(file), 65_536)) {
      var comparing = new Comparing(original);
      try (var again = new PlainZip(new BufferedOutputStream(comparing, 65_536))) {
        for (var name : HistoryArchive.MEMBERS) {
          again.add(
              name,
              member -> {
                try (var in = stream(zip, name)) {
                  in.transferTo(member);
                }
              });
        }
      }
      if (comparing.differsAt >= 0 || original.read() >= 0) {
        add(
            Kind.CONTAINER,
            comparing.differsAt >= 0
                ? "another byte at " + comparing.differsAt
                : "more bytes at the end",
            "the bytes that follow from the contents; if it was packed again, use the file as it"
                + " was exported");
      }
    }
  }

  private static final class Comparing extends OutputStream {
    private final InputStream expected;
    private long position;
    private long differsAt = -1;

    Comparing(InputStream expected) {
      this.expected = expected;
    }

    @Override
    public void write(int b) throws IOException {
      if (expected.read() != (b & 0xff) && differsAt < 0) {
        differsAt = position;
      }
      position++;
    }
  }

  private List<String> notShown() {
    var notShown = new ArrayList<String>();
    if (trusted.isEmpty()) {
      notShown.add(
          "That the key is the log's: no key was given. The signature was checked with the key"
              + " inside the archive, which anybody who made a false archive could have put there."
              + " Get the log's key from elsewhere and check again.");
    }
    notShown.add("That no further entries about this client follow the last one in here.");
    notShown.add(
        "That every real act was recorded, that stated purposes were true, or that"
            + " the person has only this identifier.");
    notShown.add("That the number, time and purpose of the export itself are as stated.");
    return notShown;
  }

  private static byte[] small(ZipFile zip, String name) throws IOException {
    try (var in = stream(zip, name)) {
      var bytes = in.readNBytes(LARGEST_SMALL_FILE_BYTES + 1);
      if (bytes.length > LARGEST_SMALL_FILE_BYTES) {
        throw new IOException(name + " of over " + LARGEST_SMALL_FILE_BYTES + " bytes");
      }
      return bytes;
    }
  }

  private static InputStream stream(ZipFile zip, String name) throws IOException {
    var entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException("no " + name);
    }
    return zip.getInputStream(entry);
  }

  private void add(Kind kind, String found, String expected) {
    findings.add(new Finding(kind, OptionalLong.empty(), found, expected));
  }
}
