package org.casenotesaudit.ledger.tile;

import org.casenotesaudit.ledger.LedgerException;

/** A part of the log's files is missing, cut, or asked for by an impossible path. */
public abstract sealed class TileException extends LedgerException {
  private TileException(String message) {
    super(message);
  }

  /** The path is none of a log's. */
  public static final class MalformedPath extends TileException {
    MalformedPath(String path) {
      super(
          "path: \""
              + path
              + "\" (expected: checkpoint, tile/<level>/<index>[.p/<width>] or"
              + " tile/entries/<index>[.p/<width>])");
    }
  }

  /** The tree says that there must be such a file, and there is none. */
  public static final class Missing extends TileException {
    public Missing(String path) {
      super(path + ": missing (expected: a file, because the size of the tree calls for it)");
    }
  }

  /** A tile does not hold as many hashes as its path says. */
  public static final class WrongLength extends TileException {
    public WrongLength(String path, long foundBytes, long expectedBytes) {
      super(path + ": " + foundBytes + " bytes (expected: " + expectedBytes + ")");
    }
  }

  /** A bundle cannot be taken apart into its entries. */
  public static final class MalformedBundle extends TileException {
    MalformedBundle(String found, String expected) {
      super("entry bundle: " + found + " (expected: " + expected + ")");
    }
  }

  /** An index beyond the end of the tree. */
  public static final class NoSuchEntry extends TileException {
    public NoSuchEntry(long index, long treeSize) {
      super(
          "entry "
              + index
              + ": not in a tree of "
              + treeSize
              + " entries (expected: below "
              + treeSize
              + ")");
    }
  }
}
