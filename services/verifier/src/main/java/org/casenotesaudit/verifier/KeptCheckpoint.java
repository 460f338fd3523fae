package org.casenotesaudit.verifier;

import org.casenotesaudit.ledger.note.NoteException;
import org.casenotesaudit.ledger.note.SignedNote;

/** A checkpoint that the reader kept from an earlier time. */
final class KeptCheckpoint {
  private KeptCheckpoint() {}

  /**
   * @param where the option or file that it came from
   * @throws UsageException when it is none: that is no fault of the log
   */
  static SignedNote parse(String where, byte[] bytes) {
    try {
      return SignedNote.parse(bytes);
    } catch (NoteException malformed) {
      throw new UsageException(where + ": no checkpoint: " + malformed.getMessage());
    }
  }
}
