package org.casenotesaudit.ledger.log;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.casenotesaudit.ledger.note.SignedNote;
import org.casenotesaudit.ledger.note.VerifierKey;

/**
 * What to audit a log against.
 *
 * @param trusted keys of the log and of witnesses
 * @param olderCheckpoint one kept from before, which the log must extend
 * @param contents whether entries must be of this format
 */
public record AuditRequest(
    Collection<VerifierKey> trusted, Optional<SignedNote> olderCheckpoint, Contents contents) {
  public AuditRequest {
    trusted = List.copyOf(trusted);
  }

  /** What the entries of a log are. */
  public enum Contents {
    /** Entries as FORMAT.md describes them. */
    CASE_NOTES_AUDIT,
    /** Any bytes: the log of somebody else. */
    ANYTHING
  }
}
