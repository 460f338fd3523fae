package org.casenotesaudit.ledger.proof;

import java.util.List;
import org.casenotesaudit.ledger.tree.Hash;
import org.casenotesaudit.ledger.tree.MerkleHashing;
import org.casenotesaudit.ledger.tree.TreeHead;

/**
 * Shows that an entry is in a tree (RFC 9162 section 2.1.3).
 *
 * @param index place of the entry, from 0
 * @param treeSize size of the tree that the proof is about
 * @param path sibling hashes from the leaf up to the root's child
 */
public record InclusionProof(long index, long treeSize, List<Hash> path) {
  public InclusionProof {
    path = List.copyOf(path);
    if (index < 0 || index >= treeSize) {
      throw new ProofException.WrongTree(
          "entry " + index, "an entry below the tree size " + treeSize);
    }
    if (path.size() != pathLength(index, treeSize)) {
      throw new ProofException.WrongLength(
          "entry " + index, path.size(), pathLength(index, treeSize));
    }
  }

  /** How many hashes a proof for that place has: no other number is accepted. */
  static int pathLength(long index, long treeSize) {
    int shared = Long.SIZE - Long.numberOfLeadingZeros(index ^ (treeSize - 1));
    return shared + Long.bitCount(index >>> shared);
  }

  /**
   * @param leaf leaf hash of the entry
   * @param head the tree, from a checkpoint whose signature was checked
   * @throws ProofException if the entry is not shown to be there
   */
  public void verify(Hash leaf, TreeHead head) {
    if (head.size() != treeSize) {
      throw new ProofException.WrongTree(
          "a tree of " + treeSize + " entries", "the checkpoint's " + head.size());
    }
    var root = rootFrom(leaf);
    if (!root.equals(head.root())) {
      throw new ProofException.NotIncluded(index, root, head);
    }
  }

  // Up to the height where the ways to the entry and to the last entry part, siblings are on either
  // side; above it only on the left.
  private Hash rootFrom(Hash leaf) {
    int shared = Long.SIZE - Long.numberOfLeadingZeros(index ^ (treeSize - 1));
    var hash = leaf;
    for (int i = 0; i < path.size(); i++) {
      boolean siblingIsRight = i < shared && (index >>> i & 1) == 0;
      hash =
          siblingIsRight
              ? MerkleHashing.nodeHash(hash, path.get(i))
              : MerkleHashing.nodeHash(path.get(i), hash);
    }
    return hash;
  }
}
