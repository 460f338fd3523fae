package org.casenotesaudit.ledger.note;

/**
 * What a key signs, as the type byte of C2SP signed-note tells. Other types exist; signatures by
 * them are ignored as unknown.
 */
public enum KeyType {
  /** Signs the text of a note as it is: a log's own key. */
  ED25519((byte) 0x01),
  /** Signs a time and a checkpoint: a witness's key. */
  COSIGNATURE_V1((byte) 0x04);

  private final byte code;

  KeyType(byte code) {
    this.code = code;
  }

  byte code() {
    return code;
  }
}
