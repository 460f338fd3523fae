package org.casenotesaudit.casenotes.sealing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Makes data keys and wraps them with the one key that lies outside PostgreSQL: whoever has the
 * database or its backup alone can read nothing.
 */
public final class KeyRing {

  private static final int KEY_ID_BYTES = 8;

  private final DataKey wrapping;
  private final String keyId;
  private final SecureRandom random;

  /**
   * @param wrappingKey 32 bytes
   */
  public KeyRing(byte[] wrappingKey, SecureRandom random) {
    this.wrapping = new DataKey(wrappingKey, random);
    this.keyId = idOf(wrappingKey);
    this.random = random;
  }

  /**
   * A fresh data key.
   *
   * @param key to seal with now
   * @param wrapped to store beside what it seals
   */
  public record Fresh(DataKey key, byte[] wrapped) {}

  /** A fresh key for one client or one recording. */
  public Fresh fresh(Place keyPlace) {
    byte[] bytes = new byte[DataKey.KEY_BYTES];
    random.nextBytes(bytes);
    try {
      return new Fresh(new DataKey(bytes, random), wrapping.seal(bytes, keyPlace));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /**
   * @throws BrokenSealException if it was altered, moved, or wrapped by another key
   */
  public DataKey unwrap(byte[] wrapped, Place keyPlace) {
    return new DataKey(wrapping.open(wrapped, keyPlace), random);
  }

  /** Tells one wrapping key from another without saying anything about it. */
  public String keyId() {
    return keyId;
  }

  private static String idOf(byte[] wrappingKey) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update("case-notes wrapping key id".getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(wrappingKey), 0, KEY_ID_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("SHA-256 is missing from this JDK", impossible);
    }
  }
}
