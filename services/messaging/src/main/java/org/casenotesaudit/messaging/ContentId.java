package org.casenotesaudit.messaging;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Ids made from content: who computes the same thing again gets the same id, and the ledger sees
 * one event, not two.
 */
public final class ContentId {

  private ContentId() {}

  /**
   * UUID version 8 (<a href="https://www.rfc-editor.org/rfc/rfc9562.html#section-5.8">RFC 9562,
   * 5.8</a>) from the first 16 bytes of a SHA-256 over the parts.
   *
   * <p>Each part is preceded by its length in four bytes, big-endian: ("ab", "c") and ("a", "bc")
   * are different ids.
   */
  public static UUID uuidV8(byte[]... parts) {
    MessageDigest sha256 = sha256();
    for (byte[] part : parts) {
      sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
      sha256.update(part);
    }
    ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
    long high = (digest.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
    long low = (digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  /** SHA-256 in hexadecimal: what may be told of bytes that must not be told themselves. */
  public static String sha256Hex(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
