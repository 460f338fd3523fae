package org.casenotesaudit.ledger.tree;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A SHA-256 value of 32 bytes. */
public final class Hash {
  /** Length in bytes. */
  public static final int BYTES = 32;

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @throws MalformedHashException if there are not 32 bytes
   */
  public static Hash of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new MalformedHashException(bytes.length + " bytes");
    }
    return new Hash(bytes.clone());
  }

  /** Copies 32 bytes out of a longer run of hashes, such as a tile. */
  public static Hash at(byte[] hashes, int position) {
    return new Hash(Arrays.copyOfRange(hashes, position * BYTES, (position + 1) * BYTES));
  }

  /**
   * @throws MalformedHashException unless it is the one padded base64 spelling of 32 bytes
   */
  public static Hash ofBase64(String text) {
    return decoded(text, Base64.getDecoder(), Base64.getEncoder());
  }

  /**
   * @throws MalformedHashException unless it is the one unpadded base64url spelling of 32 bytes
   */
  public static Hash ofBase64Url(String text) {
    return decoded(text, Base64.getUrlDecoder(), Base64.getUrlEncoder().withoutPadding());
  }

  /**
   * @throws MalformedHashException unless there are 64 lower-case hexadecimal digits
   */
  public static Hash ofHex(String text) {
    if (!text.matches("[0-9a-f]{64}")) {
      throw new MalformedHashException(text.length() + " characters");
    }
    return new Hash(HexFormat.of().parseHex(text));
  }

  // Decoders forgive loose trailing bits and missing padding; two spellings of one hash would be
  // two files of one proof.
  private static Hash decoded(String text, Base64.Decoder decoder, Base64.Encoder encoder) {
    byte[] bytes;
    try {
      bytes = decoder.decode(text);
    } catch (IllegalArgumentException notBase64) {
      throw new MalformedHashException(text.length() + " characters that are not base64");
    }
    if (bytes.length != BYTES || !encoder.encodeToString(bytes).equals(text)) {
      throw new MalformedHashException("base64 of " + bytes.length + " bytes, or oddly spelt");
    }
    return new Hash(bytes);
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public String toBase64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  public String toBase64Url() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  public String toHex() {
    return HexFormat.of().formatHex(bytes);
  }

  byte[] shared() {
    return bytes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return toHex();
  }
}
