package org.casenotesaudit.verifier;

import java.util.List;
import org.casenotesaudit.ledger.note.VerifierKey;

/**
 * The keys that a log is checked with, and whose word it is that they are the log's.
 *
 * @param inWords what one of them is called, as in "signed by a key that you trust"
 */
record LogKeys(List<VerifierKey> keys, String inWords) {
  LogKeys {
    keys = List.copyOf(keys);
  }

  static LogKeys ofTheReader(List<VerifierKey> keys) {
    return new LogKeys(keys, "a key that you trust");
  }

  /** Keys among which some came from the log itself: whichever signed, nobody vouched for it. */
  static LogKeys fromTheLog(List<VerifierKey> keys) {
    return new LogKeys(keys, "a key that came from the log's own address");
  }
}
