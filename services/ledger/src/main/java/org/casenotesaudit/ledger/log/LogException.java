package org.casenotesaudit.ledger.log;

import org.casenotesaudit.ledger.LedgerException;
import org.casenotesaudit.ledger.tree.TreeHead;

/** The log on disk, or a log that is audited, contradicts itself or what was known of it. */
public abstract sealed class LogException extends LedgerException {
  private LogException(String message) {
    super(message);
  }

  private LogException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * A file that never changes exists with other bytes: somebody else writes here, or an older state
   * was restored.
   */
  public static final class FileConflict extends LogException {
    FileConflict(String path) {
      super(
          path
              + ": exists with other bytes (expected: the same, since written parts of a log never"
              + " change)");
    }
  }

  /** The checkpoint to publish is older than the published one. */
  public static final class WouldShrink extends LogException {
    WouldShrink(long published, long offered) {
      super(
          "checkpoint: size " + offered + " (expected: at least the published " + published + ")");
    }
  }

  /** Entry bundle and tile do not tell the same story. */
  public static final class EntryAltered extends LogException {
    EntryAltered(long index, String bundle, String foundHash, String tile, String expectedHash) {
      super(
          "entry "
              + index
              + ": "
              + bundle
              + " gives leaf hash "
              + foundHash
              + " (expected: "
              + expectedHash
              + " as in "
              + tile
              + ")");
    }
  }

  /** A bundle cannot be taken apart. */
  public static final class BundleDamaged extends LogException {
    BundleDamaged(long firstIndex, String path, LedgerException cause) {
      super("entries from " + firstIndex + ": " + path + ": " + cause.getMessage(), cause);
    }
  }

  /** An entry is not one of this format. */
  public static final class NotAnEntry extends LogException {
    NotAnEntry(long index, LedgerException cause) {
      super("entry " + index + ": " + cause.getMessage(), cause);
    }
  }

  /** A tile above the leaves does not follow from the one below it. */
  public static final class TileAltered extends LogException {
    TileAltered(String path, int position, String found, String expected) {
      super(path + ": hash number " + position + " is " + found + " (expected: " + expected + ")");
    }
  }

  /** The entries do not give the root that was signed. */
  public static final class RootDiffers extends LogException {
    RootDiffers(TreeHead found, TreeHead expected) {
      super(
          "root over all "
              + found.size()
              + " entries: "
              + found.root().toBase64()
              + " (expected: "
              + expected.root().toBase64()
              + " as signed)");
    }
  }

  /** The log does not begin with what an older checkpoint promised: history was rewritten. */
  public static final class HistoryRewritten extends LogException {
    HistoryRewritten(TreeHead found, TreeHead expected) {
      super(
          "root over the first "
              + found.size()
              + " entries: "
              + found.root().toBase64()
              + " (expected: "
              + expected.root().toBase64()
              + " as in the older checkpoint)");
    }
  }

  /** The log is smaller than an older checkpoint says, or is another log. */
  public static final class Truncated extends LogException {
    Truncated(String found, String expected) {
      super("log: " + found + " (expected: " + expected + ")");
    }
  }
}
