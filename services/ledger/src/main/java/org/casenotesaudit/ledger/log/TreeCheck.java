package org.casenotesaudit.ledger.log;

import java.io.IOException;
import org.casenotesaudit.ledger.LedgerException;
import org.casenotesaudit.ledger.tile.LogPath;
import org.casenotesaudit.ledger.tile.LogSource;
import org.casenotesaudit.ledger.tile.TileReader;
import org.casenotesaudit.ledger.tree.TreeHead;

/**
 * What a log looks at before it goes on: that every tile follows from the tiles below it, so that
 * every proof it will give is one, and that the newest entries are those of the tiles. An audit
 * ({@link LogAudit}) looks at all entries; this does not, so that a start takes seconds.
 */
public final class TreeCheck {
  private TreeCheck() {}

  /**
   * Checks the tree of that size, one tile at a time.
   *
   * @param newestEntries how many of the last entries are hashed as well, rounded up to bundles; a
   *     bundle that is not full yet always is, since no tile above vouches for it
   * @return the head that the tiles give; compare it with the stored one
   * @throws LedgerException naming the first file that is wrong, with found and expected
   */
  public static TreeHead check(LogSource source, long size, long newestEntries) throws IOException {
    var tree = new TileReader(source, size);
    var checks = new TileChecks(tree);
    long tiles = Math.ceilDiv(size, LogPath.FULL_WIDTH);
    long firstHashed = Math.max(0, size - newestEntries) / LogPath.FULL_WIDTH;
    for (long tile = 0; tile < tiles; tile++) {
      var leaves = checks.leaves(tile);
      if (tile >= firstHashed) {
        checks.entries(tile, leaves);
      }
      try {
        checks.climb(tile, leaves);
      } catch (LogException.TileAltered contradiction) {
        // Two tiles contradict each other. If the entries contradict the lower one, it is that.
        checks.entries(tile, leaves);
        throw contradiction;
      }
    }
    return tree.head();
  }
}
