package org.casenotesaudit.ledger.note;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * The secret half of a key. Stored as {@code PRIVATE+KEY+name+hex id+base64(type byte, seed)}, the
 * form that Go's note package reads, so that a log's key can be moved to another C2SP signer. It
 * has no toString on purpose.
 */
public final class SigningKey {
  private static final String SECRET = "PRIVATE+KEY+";

  private final VerifierKey verifierKey;
  private final byte[] seed;
  private final PrivateKey privateKey;

  private SigningKey(String name, KeyType type, byte[] seed) {
    var pair = Ed25519.fromSeed(seed);
    this.seed = seed.clone();
    this.privateKey = pair.getPrivate();
    this.verifierKey = new VerifierKey(name, type, Ed25519.rawPublicKey(pair.getPublic()));
  }

  /** A new key for a log of that name (its origin). */
  public static SigningKey generate(String name, SecureRandom random) {
    return generate(name, KeyType.ED25519, random);
  }

  /** A new key of that type. */
  public static SigningKey generate(String name, KeyType type, SecureRandom random) {
    var seed = new byte[32];
    random.nextBytes(seed);
    return new SigningKey(name, type, seed);
  }

  /**
   * Reads what {@link #format} wrote. The message never shows the text.
   *
   * @throws NoteException.MalformedKey if it is not such a key
   */
  public static SigningKey parse(String text) {
    var parts =
        text.startsWith(SECRET) ? text.substring(SECRET.length()).split("\\+", 3) : new String[0];
    var bytes = parts.length == 3 ? StrictBase64.decode(parts[2]).orElse(new byte[0]) : new byte[0];
    if (bytes.length != 33) {
      throw new NoteException.MalformedKey(
          "a secret key of another form", SECRET + "name+id+base64 of 33 bytes");
    }
    for (var type : KeyType.values()) {
      if (type.code() == bytes[0]) {
        var key = new SigningKey(parts[0], type, Arrays.copyOfRange(bytes, 1, 33));
        if (key.verifierKey.keyIdHex().equals(parts[1])) {
          return key;
        }
      }
    }
    throw new NoteException.MalformedKey(
        "a secret key of another type or id", "type 01 or 04 and its own id");
  }

  /** The secret, as text for a file that only its owner can read. */
  public String format() {
    var bytes = new byte[33];
    bytes[0] = verifierKey.type().code();
    System.arraycopy(seed, 0, bytes, 1, 32);
    return SECRET
        + verifierKey.name()
        + "+"
        + verifierKey.keyIdHex()
        + "+"
        + Base64.getEncoder().encodeToString(bytes);
  }

  public VerifierKey verifierKey() {
    return verifierKey;
  }

  /**
   * Signs the text of a note.
   *
   * @param text ends in a newline
   */
  public NoteSignature sign(String text) {
    if (verifierKey.type() != KeyType.ED25519) {
      throw new IllegalArgumentException(
          "key type: " + verifierKey.type() + " (expected: ED25519)");
    }
    return new NoteSignature(
        verifierKey.name(), verifierKey.keyId(), signBytes(text.getBytes(StandardCharsets.UTF_8)));
  }

  byte[] signBytes(byte[] message) {
    return Ed25519.sign(privateKey, message);
  }
}
