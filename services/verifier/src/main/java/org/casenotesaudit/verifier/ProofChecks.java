package org.casenotesaudit.verifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.casenotesaudit.ledger.LedgerException;
import org.casenotesaudit.ledger.entry.LedgerEntry;
import org.casenotesaudit.ledger.note.Checkpoint;
import org.casenotesaudit.ledger.note.VerifiedCheckpoint;
import org.casenotesaudit.ledger.proof.TlogProof;

/** Checks a proof file of one entry. */
final class ProofChecks {
  private ProofChecks() {}

  /**
   * @param entry the entry's bytes if they were given; else those that the proof carries
   * @throws LedgerException naming what is wrong
   */
  static Result check(byte[] file, Optional<byte[]> entry, LogKeys trusted) {
    if (trusted.keys().isEmpty()) {
      throw new UsageException(
          "no key (expected: the log's, with --vkey or --keys; a proof file holds none)");
    }
    var proof = TlogProof.parse(file);
    var bytes = entry.or(() -> proof.extra().map(TlogProof.Extra::bytes));
    if (bytes.isEmpty()) {
      return withoutEntry(proof, trusted);
    }
    var opened = proof.verify(bytes.get(), trusted.keys());
    var proven = new ArrayList<String>();
    proven.add(
        "Entry "
            + proof.index()
            + " of the log is exactly the entry given, of "
            + bytes.get().length
            + " bytes.");
    proven.addAll(aboutCheckpoint(opened, trusted));
    describe(bytes.get()).ifPresent(proven::add);
    return new Result(
        proven,
        List.of(),
        List.of(
            "What the entry's sealed values are: a proof shows that they are fixed, a history shows"
                + " what they say.",
            "That what the entry records really happened."));
  }

  private static Result withoutEntry(TlogProof proof, LogKeys trusted) {
    var opened = Checkpoint.open(proof.checkpoint(), trusted.keys());
    return new Result(
        aboutCheckpoint(opened, trusted),
        List.of(
            "no entry was given and the proof carries none, so nothing is proven about entry "
                + proof.index()
                + " (expected: --entry FILE)"),
        List.of());
  }

  static List<String> aboutCheckpoint(VerifiedCheckpoint opened, LogKeys checkedWith) {
    var sentences = new ArrayList<String>();
    var checkpoint = opened.checkpoint();
    sentences.add(
        "The checkpoint of "
            + checkpoint.origin()
            + " over "
            + checkpoint.head().size()
            + " entries is signed by "
            + checkedWith.inWords()
            + ": "
            + opened.signers()
            + ".");
    opened
        .cosignatures()
        .forEach(
            c ->
                sentences.add(
                    "Witness " + c.witness().name() + " saw this checkpoint at " + c.at() + "."));
    return sentences;
  }

  private static Optional<String> describe(byte[] bytes) {
    try {
      var entry = LedgerEntry.parse(bytes);
      var what = entry.schema().map(schema -> " " + schema.shortName()).orElse("");
      return Optional.of(
          "The entry says: "
              + entry.kind().code()
              + what
              + " from "
              + entry.provenance().source()
              + ", recorded in the hour from "
              + entry.hour()
              + ".");
    } catch (LedgerException anotherLogsEntry) {
      // The inclusion is proven all the same: any C2SP log's proof can be checked.
      return Optional.empty();
    }
  }
}
