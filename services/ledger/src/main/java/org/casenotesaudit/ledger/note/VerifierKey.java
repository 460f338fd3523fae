package org.casenotesaudit.ledger.note;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import org.casenotesaudit.ledger.tree.MerkleHashing;
import org.jspecify.annotations.Nullable;

/**
 * The public half of a key with its name, written {@code name+hex id+base64(type byte, key)} as
 * C2SP signed-note v1.0.0 says ("vkey").
 */
public final class VerifierKey {
  private final String name;
  private final KeyType type;
  private final byte[] publicKey;
  private final int keyId;

  VerifierKey(String name, KeyType type, byte[] publicKey) {
    KeyNames.require(name);
    this.name = name;
    this.type = type;
    this.publicKey = publicKey.clone();
    this.keyId = keyId(name, type, publicKey);
  }

  /**
   * Reads a key string; anything but its one right spelling is refused.
   *
   * @throws NoteException.MalformedKey if a part is missing, misspelt, of an unknown type, or the
   *     id is not the key's
   */
  public static VerifierKey parse(String text) {
    var parts = text.split("\\+", 3);
    if (parts.length != 3 || !parts[1].matches("[0-9a-f]{8}")) {
      throw new NoteException.MalformedKey("\"" + text + "\"", "name+8 hexadecimal digits+base64");
    }
    var encoded = StrictBase64.decode(parts[2]);
    if (encoded.isEmpty() || encoded.get().length != 33) {
      throw new NoteException.MalformedKey(
          "\"" + parts[2] + "\"", "base64 of a type byte and 32 bytes");
    }
    var bytes = encoded.get();
    var key = new VerifierKey(parts[0], typeOf(bytes[0]), Arrays.copyOfRange(bytes, 1, 33));
    if (!key.keyIdHex().equals(parts[1])) {
      throw new NoteException.MalformedKey(
          "id " + parts[1], "id " + key.keyIdHex() + " for that name and key");
    }
    return key;
  }

  private static KeyType typeOf(byte code) {
    for (var type : KeyType.values()) {
      if (type.code() == code) {
        return type;
      }
    }
    throw new NoteException.MalformedKey(
        "type " + HexFormat.of().toHexDigits(code), "type 01 or 04");
  }

  private static int keyId(String name, KeyType type, byte[] publicKey) {
    var preimage = new ByteArrayOutputStream();
    preimage.writeBytes(name.getBytes(StandardCharsets.UTF_8));
    preimage.write('\n');
    preimage.write(type.code());
    preimage.writeBytes(publicKey);
    return ByteBuffer.wrap(MerkleHashing.sha256(preimage.toByteArray()).bytes()).getInt();
  }

  /** The key string: publish it, put it in a file, read it out on the telephone. */
  public String format() {
    var bytes = new byte[33];
    bytes[0] = type.code();
    System.arraycopy(publicKey, 0, bytes, 1, 32);
    return name + "+" + keyIdHex() + "+" + Base64.getEncoder().encodeToString(bytes);
  }

  public String name() {
    return name;
  }

  public KeyType type() {
    return type;
  }

  /** The short id that signature lines carry: a hint which key to try, not an identity. */
  public String keyIdHex() {
    return HexFormat.of().toHexDigits(keyId);
  }

  int keyId() {
    return keyId;
  }

  boolean isNamedBy(NoteSignature signature) {
    return signature.name().equals(name) && signature.keyId() == keyId;
  }

  boolean verifies(byte[] message, byte[] signature) {
    return Ed25519.verifies(publicKey, message, signature);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VerifierKey key && key.format().equals(format());
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, keyId);
  }

  @Override
  public String toString() {
    return format();
  }
}
