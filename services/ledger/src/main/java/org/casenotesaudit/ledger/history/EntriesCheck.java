package org.casenotesaudit.ledger.history;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.casenotesaudit.ledger.LedgerException;
import org.casenotesaudit.ledger.history.Finding.Kind;
import org.casenotesaudit.ledger.note.VerifiedCheckpoint;

/** Checks entry by entry, each with its proof and its row of the table: a wrong one is named. */
final class EntriesCheck {
  private final ArchiveMembers members;
  private final CheckResults results;

  EntriesCheck(ArchiveMembers members, CheckResults results) {
    this.members = members;
    this.results = results;
  }

  void run(Manifest manifest, Optional<VerifiedCheckpoint> checkpoint) throws IOException {
    var chain =
        new ChainCheck(
            manifest.subject().clientId(),
            checkpoint.map(c -> c.checkpoint().head()),
            results::add);
    long lines = 0;
    try (var entries = new Lines(members.stream(HistoryArchive.ENTRIES));
        var proofs = new Lines(members.stream(HistoryArchive.PROOFS));
        var csv = new CsvLines(new Lines(members.stream(HistoryArchive.CSV)))) {
      if (!csv.startsWith(CsvView.header())) {
        results.add(Kind.CSV_DIFFERS, "another first line", "the column names");
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
        results.add(Kind.PROOF_MALFORMED, "more proofs than entries", lines + " proofs");
      }
      if (csv.hasMore()) {
        results.add(Kind.CSV_DIFFERS, "more rows than entries", lines + " rows");
      }
    }
    if (lines != manifest.entryCount()) {
      results.add(
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
      results.addRefused(
          Kind.ENTRY_MALFORMED, index, "line " + number + " of entries.ndjson: ", malformed);
      return Optional.empty();
    }
  }

  private Optional<EntryLines.ProofLine> proof(long number, Optional<byte[]> line) {
    try {
      if (line.isPresent()) {
        return Optional.of(EntryLines.proof(line.get()));
      }
      results.add(
          Kind.PROOF_MALFORMED,
          "no line " + number + " in proofs.ndjson",
          "a proof for each entry");
    } catch (LedgerException malformed) {
      results.addRefused(
          Kind.PROOF_MALFORMED,
          OptionalLong.empty(),
          "line " + number + " of proofs.ndjson: ",
          malformed);
    }
    return Optional.empty();
  }

  private void compareRow(CsvLines csv, HistoryEntry entry, long number) throws IOException {
    if (!csv.startsWith(CsvView.row(entry, number))) {
      results.addAbout(
          OptionalLong.of(entry.proof().index()),
          Kind.CSV_DIFFERS,
          "another row in history.csv",
          "the row that the opened values give");
    }
  }

  private void sayWhatEntriesShow(long lines, long withheld) {
    results.prove("All " + lines + " entries are in the log, each at its place and unaltered.");
    results.prove("Every value shown is the one that was recorded, and history.csv says the same.");
    results.prove(
        "The entries are links 1 to "
            + lines
            + " of this client's chain, none left out between them.");
    if (withheld > 0) {
      results.prove(
          withheld + " values are not opened in this archive: nothing is shown about them.");
    }
  }
}
