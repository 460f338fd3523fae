package org.casenotesaudit.ledger.note;

import org.casenotesaudit.ledger.LedgerException;

/** A signed note, a key or a checkpoint is not what it must be. */
public abstract sealed class NoteException extends LedgerException {
  private NoteException(String message) {
    super(message);
  }

  /** The bytes do not follow the format of signed notes. */
  public static final class Malformed extends NoteException {
    Malformed(String what, String found, String expected) {
      super("signed note: " + what + ": " + found + " (expected: " + expected + ")");
    }
  }

  /** The text of a note does not follow the format of checkpoints. */
  public static final class MalformedCheckpoint extends NoteException {
    MalformedCheckpoint(String what, String found, String expected) {
      super("checkpoint: " + what + ": " + found + " (expected: " + expected + ")");
    }
  }

  /** A key string does not follow the format, or its id is not its key's. */
  public static final class MalformedKey extends NoteException {
    MalformedKey(String found, String expected) {
      super("key: " + found + " (expected: " + expected + ")");
    }
  }

  /** A signature names a key that we know, and is not that key's signature of this text. */
  public static final class BadSignature extends NoteException {
    BadSignature(VerifierKey key) {
      super(
          "signature of "
              + key.name()
              + ": does not fit the text (expected: a signature by key "
              + key.keyIdHex()
              + ")");
    }
  }

  /** No key that we trust has signed. */
  public static final class NotSigned extends NoteException {
    NotSigned(String found, String expected) {
      super("signatures: " + found + " (expected: one by " + expected + ")");
    }
  }
}
