package org.casenotesaudit.ledger.tree;

/**
 * The state of a tree: how many entries, and the hash that all of them together give.
 *
 * @param size number of entries
 * @param root RFC 6962 Merkle tree hash of exactly these entries
 */
public record TreeHead(long size, Hash root) {
  public TreeHead {
    if (size < 0) {
      throw new IllegalArgumentException("size: " + size + " (expected: 0 or more)");
    }
  }

  /** The head of a tree without entries. */
  public static TreeHead empty() {
    return new TreeHead(0, MerkleHashing.emptyRoot());
  }
}
