package org.casenotesaudit.ledger.proof;

import java.util.List;
import org.casenotesaudit.ledger.tree.Hash;
import org.casenotesaudit.ledger.tree.MerkleHashing;
import org.casenotesaudit.ledger.tree.TreeHead;

/**
 * Shows that a tree begins with all of an earlier one, unaltered (RFC 9162 section 2.1.4).
 *
 * @param fromSize size of the earlier tree
 * @param toSize size of the later tree
 * @param path hashes as RFC 9162 orders them; empty if the sizes are equal or the earlier tree is
 *     empty
 */
public record ConsistencyProof(long fromSize, long toSize, List<Hash> path) {
  public ConsistencyProof {
    path = List.copyOf(path);
    if (fromSize < 0 || fromSize > toSize) {
      throw new ProofException.WrongTree(
          "from size " + fromSize + " to size " + toSize, "an earlier tree that is not larger");
    }
  }

  /**
   * @throws ProofException if the later tree is not shown to extend the earlier one
   */
  public void verify(TreeHead earlier, TreeHead later) {
    if (earlier.size() != fromSize || later.size() != toSize) {
      throw new ProofException.WrongTree(
          "sizes " + fromSize + " and " + toSize, earlier.size() + " and " + later.size());
    }
    if (fromSize == 0 || fromSize == toSize) {
      requireNoPath();
      if (fromSize == 0 && !earlier.equals(TreeHead.empty())) {
        throw new ProofException.NotAnExtension(
            earlier, later, "earlier", MerkleHashing.emptyRoot());
      }
      if (fromSize == toSize && !earlier.root().equals(later.root())) {
        throw new ProofException.NotAnExtension(earlier, later, "later", earlier.root());
      }
      return;
    }
    walk(earlier, later);
  }

  private void requireNoPath() {
    if (!path.isEmpty()) {
      throw new ProofException.WrongLength(
          "trees of " + fromSize + " and " + toSize, path.size(), 0);
    }
  }

  private void walk(TreeHead earlier, TreeHead later) {
    long node = fromSize - 1;
    long last = toSize - 1;
    while ((node & 1) == 1) {
      node >>= 1;
      last >>= 1;
    }
    // The earlier tree is one perfect subtree exactly if its last node climbed to 0: then its own
    // root opens the way.
    int next = node == 0 ? 0 : 1;
    var first = node == 0 ? earlier.root() : pathAt(0, 1);
    var earlierRoot = first;
    var laterRoot = first;
    for (; next < path.size(); next++) {
      var hash = path.get(next);
      if (last == 0) {
        throw tooMany(next);
      }
      if ((node & 1) == 1 || node == last) {
        earlierRoot = MerkleHashing.nodeHash(hash, earlierRoot);
        laterRoot = MerkleHashing.nodeHash(hash, laterRoot);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        laterRoot = MerkleHashing.nodeHash(laterRoot, hash);
      }
      node >>= 1;
      last >>= 1;
    }
    if (last != 0) {
      pathAt(path.size(), path.size() + Long.SIZE - Long.numberOfLeadingZeros(last));
    }
    if (!earlierRoot.equals(earlier.root())) {
      throw new ProofException.NotAnExtension(earlier, later, "earlier", earlierRoot);
    }
    if (!laterRoot.equals(later.root())) {
      throw new ProofException.NotAnExtension(earlier, later, "later", laterRoot);
    }
  }

  private Hash pathAt(int position, int expectedLength) {
    if (position >= path.size()) {
      throw new ProofException.WrongLength(
          "trees of " + fromSize + " and " + toSize, path.size(), expectedLength);
    }
    return path.get(position);
  }

  private ProofException.WrongLength tooMany(int expectedLength) {
    return new ProofException.WrongLength(
        "trees of " + fromSize + " and " + toSize, path.size(), expectedLength);
  }
}
