package org.casenotesaudit.ledger.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
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
import org.casenotesaudit.ledger.tree.Hash;
import org.casenotesaudit.ledger.tree.MerkleHashing;
import org.casenotesaudit.ledger.tree.TreeHead;

/**
 * Recomputes a whole log from its entries and compares every tile, the signed root and an older
 * checkpoint with what comes out. Reads one bundle at a time, so memory does not grow with the log.
 */
public final class LogAudit {
  private final TileReader tree;
  private final AuditRequest request;
  private final Optional<TreeHead> older;
  private final CompactRange range = new CompactRange();

  /** Per tile level, the hashes of the tile that is being filled. */
  private final List<List<Hash>> filling = new ArrayList<>();

  private final Map<EntryKind, Long> entriesByKind = new EnumMap<>(EntryKind.class);
  private long tiles;

  private LogAudit(TileReader tree, AuditRequest request, Optional<TreeHead> older) {
    this.tree = tree;
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
    for (int level = 0; level < filling.size(); level++) {
      if (!filling.get(level).isEmpty()) {
        compareTile(level, filling.get(level));
      }
    }
    if (!range.head().equals(expected)) {
      throw new LogException.RootDiffers(range.head(), expected);
    }
    return new AuditReport(checkpoint, olderCheckpoint, entriesByKind, tiles);
  }

  private void auditBundle(long bundle) throws IOException {
    long firstIndex = bundle * LogPath.FULL_WIDTH;
    var path = new LogPath.BundlePath(bundle, tree.width(0, bundle)).path();
    var entries = readBundle(bundle, firstIndex, path);
    var tilePath = new LogPath.TilePath(0, bundle, entries.size()).path();
    var tile = tree.tile(0, bundle);
    for (int i = 0; i < entries.size(); i++) {
      var leaf = MerkleHashing.leafHash(entries.get(i));
      var inTile = Hash.at(tile, i);
      if (!leaf.equals(inTile)) {
        throw new LogException.EntryAltered(
            firstIndex + i, path, leaf.toBase64(), tilePath, inTile.toBase64());
      }
      count(firstIndex + i, entries.get(i));
      range.append(leaf);
      fill(0, leaf);
      compareWithOlder();
    }
  }

  private List<byte[]> readBundle(long bundle, long firstIndex, String path) throws IOException {
    try {
      return tree.entries(bundle);
    } catch (TileException.MalformedBundle damaged) {
      throw new LogException.BundleDamaged(firstIndex, path, damaged);
    }
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

  private void fill(int level, Hash hash) throws IOException {
    if (filling.size() == level) {
      filling.add(new ArrayList<>());
    }
    var tile = filling.get(level);
    tile.add(hash);
    if (tile.size() == LogPath.FULL_WIDTH) {
      compareTile(level, tile);
      var root = LogFolder.root(tile);
      tile.clear();
      fill(level + 1, root);
    }
  }

  /** Called when a tile is full, or with what is left at the end. */
  private void compareTile(int level, List<Hash> computed) throws IOException {
    long after = range.size() >> (8 * level);
    long index = (after - 1) / LogPath.FULL_WIDTH;
    var served = tree.tile(level, index);
    for (int i = 0; i < computed.size(); i++) {
      if (!Hash.at(served, i).equals(computed.get(i))) {
        throw new LogException.TileAltered(
            new LogPath.TilePath(level, index, computed.size()).path(),
            i,
            Hash.at(served, i).toBase64(),
            computed.get(i).toBase64());
      }
    }
    tiles++;
  }

  private void compareWithOlder() {
    if (older.isPresent()
        && older.get().size() == range.size()
        && !range.head().equals(older.get())) {
      throw new LogException.HistoryRewritten(range.head(), older.get());
    }
  }
}
