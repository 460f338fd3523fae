package org.casenotesaudit.ledger.history;

import java.time.Instant;
import java.util.List;
import org.casenotesaudit.ledger.note.SignedNote;
import org.casenotesaudit.ledger.note.VerifierKey;

/**
 * What an export says about itself.
 *
 * @param clientId whose history
 * @param exportId id of the export, by which the ledger's own entry about it can be found
 * @param purpose the stated purpose, a code
 * @param exportedAt when it was made
 * @param checkpoint the signed tree head that all proofs lead to, with its cosignatures
 * @param keys the log's and witnesses' public keys, for convenience: a careful reader gets them
 *     elsewhere
 */
public record HistoryHeader(
    String clientId,
    String exportId,
    String purpose,
    Instant exportedAt,
    SignedNote checkpoint,
    List<VerifierKey> keys) {
  public HistoryHeader {
    keys = List.copyOf(keys);
  }
}
