package org.casenotesaudit.verifier;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.casenotesaudit.ledger.LedgerException;
import org.casenotesaudit.ledger.log.AuditReport;
import org.casenotesaudit.ledger.log.AuditRequest;
import org.casenotesaudit.ledger.log.AuditRequest.Contents;
import org.casenotesaudit.ledger.log.LogAudit;
import org.casenotesaudit.ledger.note.SignedNote;
import org.casenotesaudit.ledger.tile.LogSource;

/** Audits a whole log and says what came out. */
final class LogChecks {
  private LogChecks() {}

  /**
   * @param anyEntries whether entries may be of another format
   * @throws LedgerException naming the first thing wrong
   */
  static Result audit(
      LogSource source,
      LogKeys trusted,
      Optional<SignedNote> older,
      boolean anyEntries,
      LongConsumer progress)
      throws IOException {
    if (trusted.keys().isEmpty()) {
      throw new UsageException(
          "no key (expected: the log's, with --vkey or --keys; a log's files hold none)");
    }
    var contents = anyEntries ? Contents.ANYTHING : Contents.CASE_NOTES_AUDIT;
    var request = new AuditRequest(trusted.keys(), older, contents);
    return sentences(LogAudit.audit(source, request, progress), trusted);
  }

  private static Result sentences(AuditReport report, LogKeys trusted) {
    var proven = new ArrayList<>(ProofChecks.aboutCheckpoint(report.checkpoint(), trusted));
    var head = report.checkpoint().checkpoint().head();
    proven.add(
        "All "
            + head.size()
            + " entries give the signed root, and all "
            + report.tiles()
            + " tiles follow from the entries.");
    if (!report.entriesByKind().isEmpty()) {
      var kinds = new TreeMap<String, Long>();
      report.entriesByKind().forEach((kind, count) -> kinds.put(kind.code(), count));
      proven.add("Every entry is of the right format: " + kinds + ".");
    }
    report
        .older()
        .ifPresent(
            older ->
                proven.add(
                    "The log still begins with the "
                        + older.checkpoint().head().size()
                        + " entries of the older checkpoint, unaltered."));
    var notShown = new ArrayList<String>();
    if (report.older().isEmpty()) {
      notShown.add(
          "That this log extends what was shown before: keep its checkpoint, and give it with --old"
              + " next time.");
    }
    if (report.checkpoint().cosignatures().isEmpty()) {
      notShown.add(
          "That others are shown the same log: no witness that you trust has signed the"
              + " checkpoint.");
    }
    notShown.add("That every real act was recorded.");
    return new Result(proven, List.of(), notShown);
  }
}
