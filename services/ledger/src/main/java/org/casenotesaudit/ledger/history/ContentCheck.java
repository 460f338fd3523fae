package org.casenotesaudit.ledger.history;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.casenotesaudit.ledger.LedgerException;
import org.casenotesaudit.ledger.history.Finding.Kind;
import org.casenotesaudit.ledger.note.Checkpoint;
import org.casenotesaudit.ledger.note.VerifiedCheckpoint;
import org.casenotesaudit.ledger.note.VerifierKey;

/** Checks what an archive says: manifest, keys, checkpoint, entries, and the text for a reader. */
final class ContentCheck {
  private final ArchiveMembers members;
  private final List<VerifierKey> trusted;
  private final CheckResults results;

  ContentCheck(ArchiveMembers members, List<VerifierKey> trusted, CheckResults results) {
    this.members = members;
    this.trusted = trusted;
    this.results = results;
  }

  void run() throws IOException {
    var manifest = members.manifest();
    if (manifest.isEmpty()) {
      results.add(
          Kind.MANIFEST,
          "a manifest of another form",
          "the canonical manifest of a client history");
      return;
    }
    var keys = keys();
    var checkpoint = checkpoint(keys);
    checkpoint.ifPresent(opened -> compareTree(manifest.get(), opened));
    new EntriesCheck(members, results).run(manifest.get(), checkpoint);
    var readme =
        ReadmeText.of(manifest.get().subject(), manifest.get().tree(), manifest.get().entryCount());
    if (!Arrays.equals(members.small(ReadmeText.NAME), HistoryArchive.utf8(readme))) {
      results.add(Kind.README_DIFFERS, "another text", "the text that belongs to manifest.json");
    }
  }

  private List<VerifierKey> keys() throws IOException {
    var bytes = members.small(HistoryArchive.KEYS);
    try {
      var keys = EntryLines.utf8(bytes).lines().map(VerifierKey::parse).toList();
      if (!keys.isEmpty()
          && Arrays.equals(HistoryArchive.utf8(HistoryArchive.keysText(keys)), bytes)) {
        return keys;
      }
      results.add(Kind.KEYS, "no keys, or more than keys", "one key string on each line");
    } catch (LedgerException malformed) {
      results.addRefused(Kind.KEYS, OptionalLong.empty(), "", malformed);
    }
    return List.of();
  }

  private Optional<VerifiedCheckpoint> checkpoint(List<VerifierKey> keysInside) throws IOException {
    try {
      var opened =
          Checkpoint.open(
              members.small(HistoryArchive.CHECKPOINT), trusted.isEmpty() ? keysInside : trusted);
      if (!new HashSet<>(keysInside).containsAll(opened.signers())) {
        results.add(Kind.KEYS, "not all keys that signed", opened.signers().toString());
      }
      sayWhoSigned(opened);
      return Optional.of(opened);
    } catch (LedgerException notProven) {
      results.addRefused(Kind.CHECKPOINT, OptionalLong.empty(), "", notProven);
      return Optional.empty();
    }
  }

  private void sayWhoSigned(VerifiedCheckpoint opened) {
    var head = opened.checkpoint().head();
    results.prove(
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
                results.prove(
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
      results.add(
          Kind.MANIFEST,
          "log " + found.origin() + " of " + found.size(),
          expected.origin() + " of " + expected.size());
    }
  }
}
