package org.casenotesaudit.ledger.entry;

import java.util.List;
import org.casenotesaudit.ledger.tree.Hash;
import org.casenotesaudit.ledger.tree.MerkleHashing;

/** An entry ready for the log, with the disclosures that open it. */
public final class SealedEntry {
  private final LedgerEntry entry;
  private final byte[] bytes;
  private final List<OwnedDisclosure> disclosures;

  SealedEntry(LedgerEntry entry, byte[] bytes, List<OwnedDisclosure> disclosures) {
    this.entry = entry;
    this.bytes = bytes;
    this.disclosures = List.copyOf(disclosures);
  }

  /** The entry's fields. */
  public LedgerEntry entry() {
    return entry;
  }

  /** The canonical bytes that go into the log. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Hash of the entry as a leaf of the tree; the next entries of its chains point at it. */
  public Hash leafHash() {
    return MerkleHashing.leafHash(bytes);
  }

  /** Digest of the disclosure of the event's id. */
  public String idDigest() {
    return entry.idDigest();
  }

  /** The event id's first, then by field name. */
  public List<OwnedDisclosure> disclosures() {
    return disclosures;
  }
}
