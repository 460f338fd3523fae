package org.casenotesaudit.ledger.proof;

import org.casenotesaudit.ledger.LedgerException;
import org.casenotesaudit.ledger.tree.Hash;
import org.casenotesaudit.ledger.tree.TreeHead;

/** A proof does not prove what it is given for. */
public abstract sealed class ProofException extends LedgerException {
  private ProofException(String message) {
    super(message);
  }

  /** The entry is not at that place in that tree, or the path to it was altered. */
  public static final class NotIncluded extends ProofException {
    private final Hash foundRoot;
    private final TreeHead expected;

    NotIncluded(long index, Hash foundRoot, TreeHead expected) {
      super(
          "entry "
              + index
              + ": the proof leads to root "
              + foundRoot.toBase64()
              + " (expected: "
              + expected.root().toBase64()
              + " of the tree of "
              + expected.size()
              + " entries)");
      this.foundRoot = foundRoot;
      this.expected = expected;
    }

    /** Where the proof leads. */
    public Hash foundRoot() {
      return foundRoot;
    }

    /** The tree in which the entry should be. */
    public TreeHead expected() {
      return expected;
    }
  }

  /** The path has too few or too many hashes for that place in that tree. */
  public static final class WrongLength extends ProofException {
    WrongLength(String of, int found, int expected) {
      super(of + ": a proof of " + found + " hashes (expected: " + expected + ")");
    }
  }

  /** The place is not in the tree at all, or the proof is about a tree of another size. */
  public static final class WrongTree extends ProofException {
    WrongTree(String found, String expected) {
      super("proof: " + found + " (expected: " + expected + ")");
    }
  }

  /** The later tree does not begin with all of the earlier one: history was rewritten. */
  public static final class NotAnExtension extends ProofException {
    NotAnExtension(TreeHead earlier, TreeHead later, String which, Hash found) {
      super(
          "the tree of "
              + later.size()
              + " entries does not extend the one of "
              + earlier.size()
              + ": "
              + which
              + " root "
              + found.toBase64()
              + " (expected: "
              + (which.equals("earlier") ? earlier : later).root().toBase64()
              + ")");
    }
  }

  /** The bytes are not a proof file. */
  public static final class Malformed extends ProofException {
    Malformed(String what, String found, String expected) {
      super("tlog-proof: " + what + ": " + found + " (expected: " + expected + ")");
    }
  }
}
