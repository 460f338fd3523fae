package org.casenotesaudit.ledger.entry;

import org.casenotesaudit.ledger.LedgerException;

/** An entry, a disclosure or a sealed record is not what FORMAT.md says. */
public abstract sealed class EntryException extends LedgerException {
  private EntryException(String message) {
    super(message);
  }

  private EntryException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The bytes are not an entry. */
  public static final class MalformedEntry extends EntryException {
    MalformedEntry(String field, String found, String expected) {
      super("entry: " + field + ": " + found + " (expected: " + expected + ")");
    }

    MalformedEntry(LedgerException cause) {
      super("entry: " + cause.getMessage(), cause);
    }
  }

  /** The text is not a disclosure. */
  public static final class MalformedDisclosure extends EntryException {
    MalformedDisclosure(String found, String expected) {
      super("disclosure: " + found + " (expected: " + expected + ")");
    }
  }

  /** The bytes are not a sealed record, or do not belong to this entry. */
  public static final class MalformedSealedRecord extends EntryException {
    MalformedSealedRecord(String found, String expected) {
      super("sealed record: " + found + " (expected: " + expected + ")");
    }
  }

  /** A key that is there does not open what was encrypted under it. */
  public static final class DecryptionFailed extends EntryException {
    DecryptionFailed(String field) {
      super(
          "sealed record: field "
              + field
              + " does not open (expected: what was encrypted under its key)");
    }
  }

  /** An entry would be larger than the format allows. */
  public static final class TooLarge extends EntryException {
    TooLarge(int bytes) {
      super("entry: " + bytes + " bytes (expected: at most " + LedgerEntry.LARGEST_BYTES + ")");
    }
  }
}
