package org.casenotesaudit.ledger.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * A growing tree of which only the roots of its perfect subtrees are kept: one hash per bit that is
 * set in the size. Appending and taking the root need no other memory.
 */
public final class CompactRange {
  /** Largest subtree first. */
  private final List<Hash> peaks = new ArrayList<>();

  private long size;

  public CompactRange() {}

  /**
   * Continues a tree.
   *
   * @param size entries so far
   * @param peaks roots of the perfect subtrees, largest first; as many as bits set in size
   */
  public CompactRange(long size, List<Hash> peaks) {
    if (Long.bitCount(size) != peaks.size()) {
      throw new IllegalArgumentException(
          "peaks: "
              + peaks.size()
              + " (expected: "
              + Long.bitCount(size)
              + " for size "
              + size
              + ")");
    }
    this.size = size;
    this.peaks.addAll(peaks);
  }

  /** Adds a leaf at the end. */
  public void append(Hash leaf) {
    var carried = leaf;
    for (long bits = size; (bits & 1) == 1; bits >>= 1) {
      carried = MerkleHashing.nodeHash(peaks.removeLast(), carried);
    }
    peaks.add(carried);
    size++;
  }

  public long size() {
    return size;
  }

  public Hash root() {
    if (peaks.isEmpty()) {
      return MerkleHashing.emptyRoot();
    }
    var root = peaks.getLast();
    for (int i = peaks.size() - 2; i >= 0; i--) {
      root = MerkleHashing.nodeHash(peaks.get(i), root);
    }
    return root;
  }

  public TreeHead head() {
    return new TreeHead(size, root());
  }
}
