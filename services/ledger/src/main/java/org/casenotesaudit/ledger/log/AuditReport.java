package org.casenotesaudit.ledger.log;

import java.util.Map;
import java.util.Optional;
import org.casenotesaudit.ledger.entry.EntryKind;
import org.casenotesaudit.ledger.note.VerifiedCheckpoint;

/**
 * What an audit found to be so. There is no report of a log that failed: the exception names the
 * first thing wrong.
 *
 * @param checkpoint the signed head that all entries give
 * @param older the older checkpoint that the log was shown to extend
 * @param entriesByKind how many of each kind
 * @param tiles how many tiles were recomputed
 */
public record AuditReport(
    VerifiedCheckpoint checkpoint,
    Optional<VerifiedCheckpoint> older,
    Map<EntryKind, Long> entriesByKind,
    long tiles) {
  public AuditReport {
    entriesByKind = Map.copyOf(entriesByKind);
  }
}
