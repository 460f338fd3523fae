package org.casenotesaudit.ledger.note;

import java.util.List;

/**
 * A checkpoint whose signatures were checked.
 *
 * @param checkpoint what was signed
 * @param note the note that it came in
 * @param signers the log's keys that signed it, at least one
 * @param cosignatures what known witnesses say about it
 */
public record VerifiedCheckpoint(
    Checkpoint checkpoint,
    SignedNote note,
    List<VerifierKey> signers,
    List<Cosignature> cosignatures) {
  public VerifiedCheckpoint {
    signers = List.copyOf(signers);
    cosignatures = List.copyOf(cosignatures);
  }
}
