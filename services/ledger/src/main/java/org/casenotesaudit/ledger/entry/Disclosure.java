package org.casenotesaudit.ledger.entry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.casenotesaudit.ledger.json.Json;
import org.casenotesaudit.ledger.json.MalformedJsonException;
import org.casenotesaudit.ledger.tree.MerkleHashing;

/**
 * A salted value that can be shown or withheld, in the form of SD-JWT (RFC 9901 section 4.2):
 * base64url of {@code [salt, name, value]}. The entry holds its digest; who holds the disclosure
 * can show that the value is what was recorded.
 *
 * @param encoded the disclosure itself, ASCII
 * @param name field name
 * @param value what was recorded
 */
public record Disclosure(String encoded, String name, Json value) {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  /**
   * Makes a disclosure.
   *
   * @param salt 16 bytes
   */
  public static Disclosure of(byte[] salt, String name, Json value) {
    if (salt.length != SaltSource.SALT_BYTES) {
      throw new EntryException.MalformedDisclosure(
          "a salt of " + salt.length + " bytes", "16 bytes");
    }
    var array =
        Json.array(List.of(Json.text(ENCODER.encodeToString(salt)), Json.text(name), value));
    return new Disclosure(ENCODER.encodeToString(array.canonicalBytes()), name, value);
  }

  /**
   * Reads a disclosure; only the canonical spelling is one.
   *
   * @throws EntryException.MalformedDisclosure saying what is wrong, without the value
   */
  public static Disclosure parse(String encoded) {
    var json = json(encoded);
    if (json instanceof Json.Array(List<Json> items)
        && items.size() == 3
        && items.get(0) instanceof Json.Text salt
        && items.get(1) instanceof Json.Text name) {
      var disclosure = of(decode(salt.value()), name.value(), items.get(2));
      if (disclosure.encoded().equals(encoded)) {
        return disclosure;
      }
    }
    throw new EntryException.MalformedDisclosure(
        "another form", "canonical [salt, name, value] in base64url");
  }

  private static Json json(String encoded) {
    try {
      return Json.parse(decode(encoded));
    } catch (MalformedJsonException notJson) {
      throw new EntryException.MalformedDisclosure(
          "no JSON inside", "[salt, name, value] in base64url");
    }
  }

  private static byte[] decode(String base64Url) {
    try {
      return Base64.getUrlDecoder().decode(base64Url);
    } catch (IllegalArgumentException notBase64) {
      throw new EntryException.MalformedDisclosure(
          "no base64url", "[salt, name, value] in base64url");
    }
  }

  /** What the entry holds: base64url(SHA-256(ASCII(disclosure))). */
  public String digest() {
    return MerkleHashing.sha256(encoded.getBytes(StandardCharsets.US_ASCII)).toBase64Url();
  }

  /** Shows the name only: a value must not get into a log line by accident. */
  @Override
  public String toString() {
    return "Disclosure of " + name;
  }
}
