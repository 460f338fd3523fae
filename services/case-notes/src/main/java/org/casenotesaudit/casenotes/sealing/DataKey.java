package org.casenotesaudit.casenotes.sealing;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals bytes with AES-256-GCM (NIST SP 800-38D). A sealed value is: one byte format (1), twelve
 * random bytes of nonce, ciphertext, sixteen bytes of tag. Random nonces are safe here for some
 * four billion values per key; a key serves one client or one recording.
 */
public final class DataKey {

  static final int KEY_BYTES = 32;
  private static final byte FORMAT = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;
  private final SecureRandom random;

  DataKey(byte[] bytes, SecureRandom random) {
    if (bytes.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "key: " + bytes.length + " bytes (expected: " + KEY_BYTES + ")");
    }
    this.key = new SecretKeySpec(bytes, "AES");
    this.random = random;
  }

  /** The sealed form of these bytes, good at this place only. */
  public byte[] seal(byte[] plain, Place place) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(plain);
      return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
          .put(FORMAT)
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("AES-GCM is missing from this JDK", impossible);
    }
  }

  /**
   * The bytes that were sealed at this place.
   *
   * @throws BrokenSealException if a single bit, the place or the key differs
   */
  public byte[] open(byte[] sealed, Place place) {
    try {
      if (sealed.length <= 1 + NONCE_BYTES || sealed[0] != FORMAT) {
        throw new GeneralSecurityException("format");
      }
      byte[] nonce = new byte[NONCE_BYTES];
      System.arraycopy(sealed, 1, nonce, 0, NONCE_BYTES);
      return cipher(Cipher.DECRYPT_MODE, nonce, place)
          .doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
    } catch (GeneralSecurityException broken) {
      throw new BrokenSealException(place, broken);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, Place place) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.authenticated());
    return cipher;
  }
}
