package org.casenotesaudit.ledger.entry;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The AES-256 key of one person or of the agency, with an id that says nothing about whom it
 * belongs to. It has no toString on purpose.
 */
public final class DataKey {
  private final String keyId;
  private final SecretKeySpec key;

  /**
   * @param keyId opaque, 1 to 64 characters of A-Z a-z 0-9 and -
   * @param bytes 32 random bytes
   */
  public DataKey(String keyId, byte[] bytes) {
    if (bytes.length != 32 || !keyId.matches("[A-Za-z0-9-]{1,64}")) {
      throw new IllegalArgumentException(
          "data key: "
              + bytes.length
              + " bytes, id of "
              + keyId.length()
              + " characters (expected: 32, 1 to 64)");
    }
    this.keyId = keyId;
    this.key = new SecretKeySpec(bytes, "AES");
  }

  public String keyId() {
    return keyId;
  }

  SecretKey key() {
    return key;
  }
}
