package org.casenotesaudit.ledger.log;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.casenotesaudit.ledger.LedgerException;
import org.casenotesaudit.ledger.entry.EntryKind;
import org.casenotesaudit.ledger.entry.LedgerEntry;
import org.casenotesaudit.ledger.note.Checkpoint;
import org.casenotesaudit.ledger.note.VerifiedCheckpoint;
import org.casenotesaudit.ledger.tile.LogPath;
import org.casenotesaudit.ledger.tile.LogSource;
import org.casenotesaudit.ledger.tile.TileException;
import org.casenotesaudit.ledger.tile.TileReader;
import org.casenotesaudit.ledger.tree.CompactRange;
import org.casenotesaudit.ledger.tree.TreeHead;

/**
 * Recomputes a whole log from its entries and compares every tile, the signed root and an older
 * checkpoint with what comes out. Reads one bundle at a time, so memory does not grow with the log.
 */
public final class LogAudit {
  private final TileChecks checks;
  private final AuditRequest request;
  private final Optional<TreeHead> older;
  private final CompactRange range = new CompactRange();

  private final Map<EntryKind, Long> entriesByKind = new EnumMap<>(EntryKind.class);

  private LogAudit(TileReader tree, AuditRequest request, Optional<TreeHead> older) {
    this.checks = new TileChecks(tree);
    this.request = request;
    this.older = older;
  }

  /**
   * Audits a log.
   *
   * @param progress told the number of entries done, after each bundle
   * @throws LedgerException naming the first thing that is wrong
   * @throws IOException if the log cannot be read
   */
  public static AuditReport audit(LogSource source, AuditRequest request, LongConsumer progress)
      throws IOException {
    var note = source.read("checkpoint").orElseThrow(() -> new TileException.Missing("checkpoint"));
    var checkpoint = Checkpoint.open(note, request.trusted());
    var older = request.olderCheckpoint().map(n -> Checkpoint.open(n, request.trusted()));
    older.ifPresent(o -> requireSameAndNotSmaller(o.checkpoint(), checkpoint.checkpoint()));
    var head = checkpoint.checkpoint().head();
    var audit =
        new LogAudit(
            new TileReader(source, head.size()), request, older.map(o -> o.checkpoint().head()));
    return audit.run(checkpoint, older, progress);
  }

  private static void requireSameAndNotSmaller(Checkpoint older, Checkpoint now) {
    if (!older.origin().equals(now.origin())) {
      throw new LogException.Truncated(
          "its name is " + now.origin(), older.origin() + " as in the older checkpoint");
    }
    if (older.head().size() > now.head().size()) {
      throw new LogException.Truncated(
          now.head().size() + " entries",
          "at least the " + older.head().size() + " of the older checkpoint");
    }
  }

  private AuditReport run(
      VerifiedCheckpoint checkpoint,
      Optional<VerifiedCheckpoint> olderCheckpoint,
      LongConsumer progress)
      throws IOException {
    var expected = checkpoint.checkpoint().head();
    compareWithOlder();
    for (long bundle = 0; range.size() < expected.size(); bundle++) {
      auditBundle(bundle);
      progress.accept(range.size());
    }
    if (!range.head().equals(expected)) {
      throw new LogException.RootDiffers(range.head(), expected);
    }
    return new AuditReport(checkpoint, olderCheckpoint, entriesByKind, checks.tiles());
  }

  private void auditBundle(long bundle) throws IOException {
    var leaves = checks.leaves(bundle);
    for (var entry : checks.entries(bundle, leaves)) {
      count(range.size(), entry);
      range.append(leaves.get((int) (range.size() % LogPath.FULL_WIDTH)));
      compareWithOlder();
    }
    checks.climb(bundle, leaves);
  }

  private void count(long index, byte[] entry) {
    switch (request.contents()) {
      case ANYTHING -> {}
      case CASE_NOTES_AUDIT -> {
        try {
          entriesByKind.merge(LedgerEntry.parse(entry).kind(), 1L, Long::sum);
        } catch (LedgerException malformed) {
          throw new LogException.NotAnEntry(index, malformed);
        }
      }
    }
  }

  private void compareWithOlder() {
    if (older.isPresent()
        && older.get().size() == range.size()
        && !range.head().equals(older.get())) {
      throw new LogException.HistoryRewritten(range.head(), older.get());
    }
  }
}
