package org.casenotesaudit.ledger.proof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.casenotesaudit.ledger.tile.TileException;
import org.casenotesaudit.ledger.tile.TileReader;
import org.casenotesaudit.ledger.tree.Hash;

/** Makes proofs out of tiles. */
public final class Proofs {
  private Proofs() {}

  /**
   * A proof that the entry is in the reader's tree.
   *
   * @throws TileException.NoSuchEntry if it is not
   */
  public static InclusionProof inclusion(TileReader tree, long index) throws IOException {
    if (index < 0 || index >= tree.treeSize()) {
      throw new TileException.NoSuchEntry(index, tree.treeSize());
    }
    // Walks from the root down, so the hashes come in the reverse of the order that a proof has.
    var path = new ArrayList<Hash>();
    long start = 0;
    long end = tree.treeSize();
    while (end - start > 1) {
      long middle = start + Long.highestOneBit(end - start - 1);
      if (index < middle) {
        path.add(tree.rangeRoot(middle, end));
        end = middle;
      } else {
        path.add(tree.rangeRoot(start, middle));
        start = middle;
      }
    }
    Collections.reverse(path);
    return new InclusionProof(index, tree.treeSize(), path);
  }

  /**
   * A proof that the reader's tree begins with the whole tree of the earlier size.
   *
   * @throws ProofException.WrongTree if the earlier size is larger
   */
  public static ConsistencyProof consistency(TileReader tree, long fromSize) throws IOException {
    long toSize = tree.treeSize();
    if (fromSize <= 0 || fromSize >= toSize) {
      return new ConsistencyProof(fromSize, toSize, List.of());
    }
    var path = new ArrayList<Hash>();
    long start = 0;
    long end = toSize;
    boolean earlierRootIsKnown = true;
    while (end != fromSize) {
      long middle = start + Long.highestOneBit(end - start - 1);
      if (fromSize <= middle) {
        path.add(tree.rangeRoot(middle, end));
        end = middle;
      } else {
        path.add(tree.rangeRoot(start, middle));
        start = middle;
        earlierRootIsKnown = false;
      }
    }
    if (!earlierRootIsKnown) {
      path.add(tree.rangeRoot(start, end));
    }
    Collections.reverse(path);
    return new ConsistencyProof(fromSize, toSize, path);
  }
}
