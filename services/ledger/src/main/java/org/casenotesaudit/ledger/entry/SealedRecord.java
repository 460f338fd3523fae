package org.casenotesaudit.ledger.entry;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.casenotesaudit.ledger.json.Json;

/**
 * The encrypted disclosures of one entry, as they lie in {@code sealed/}: AES-256-GCM, a fresh
 * 12-byte nonce each, bound to entry and field by the additional data, so that a ciphertext cannot
 * be moved to another place.
 */
public final class SealedRecord {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private SealedRecord() {}

  /**
   * Encrypts every disclosure under its owner's key. The result is random: store it with the entry.
   */
  public static byte[] encrypt(SealedEntry entry, KeyRing keys, SecureRandom random) {
    var fields = new ArrayList<Json>();
    for (var owned : entry.disclosures()) {
      var key = keys.keyOf(owned.owner());
      var nonce = new byte[NONCE_BYTES];
      random.nextBytes(nonce);
      var disclosure = owned.disclosure();
      var box =
          encrypt(
              key,
              nonce,
              additionalData(entry.idDigest(), disclosure.name()),
              disclosure.encoded());
      fields.add(
          Json.object(
              Map.of(
                  "name", Json.text(disclosure.name()),
                  "key", Json.text(key.keyId()),
                  "nonce", Values.bytes(nonce),
                  "box", Values.bytes(box))));
    }
    return Json.object(
            Map.of(
                "v",
                Json.whole(LedgerEntry.VERSION),
                "id",
                Json.text(entry.idDigest()),
                "fields",
                Json.array(fields)))
        .canonicalBytes();
  }

  /**
   * Decrypts what the keys allow.
   *
   * @throws EntryException.MalformedSealedRecord if the bytes are not a sealed record
   * @throws EntryException.DecryptionFailed if a key is there and the ciphertext was altered or
   *     moved
   */
  public static OpenedRecord decrypt(byte[] record, KeyLookup keys) {
    if (!(Json.parseCanonical(record) instanceof Json.Object object)
        || !object.members().keySet().equals(Set.of("v", "id", "fields"))
        || !Json.whole(LedgerEntry.VERSION).equals(object.members().get("v"))
        || !(object.members().get("id") instanceof Json.Text id)
        || !(object.members().get("fields") instanceof Json.Array fields)) {
      throw new EntryException.MalformedSealedRecord("another form", "{v, id, fields}");
    }
    var disclosures = new ArrayList<Disclosure>();
    var withheld = new ArrayList<String>();
    for (var item : fields.items()) {
      var field = SealedField.fromJson(item);
      keys.byKeyId(field.keyId())
          .ifPresentOrElse(
              key -> disclosures.add(open(key, id.value(), field)),
              () -> withheld.add(field.name()));
    }
    return new OpenedRecord(id.value(), disclosures, withheld);
  }

  private static Disclosure open(DataKey key, String idDigest, SealedField field) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, key.key(), new GCMParameterSpec(TAG_BITS, field.nonce()));
      cipher.updateAAD(additionalData(idDigest, field.name()));
      var disclosure =
          Disclosure.parse(new String(cipher.doFinal(field.box()), StandardCharsets.US_ASCII));
      if (disclosure.name().equals(field.name())) {
        return disclosure;
      }
    } catch (AEADBadTagException altered) {
      throw new EntryException.DecryptionFailed(field.name());
    } catch (GeneralSecurityException brokenJdk) {
      throw new IllegalStateException(brokenJdk);
    }
    throw new EntryException.MalformedSealedRecord("a disclosure of another field", field.name());
  }

  private static byte[] encrypt(
      DataKey key, byte[] nonce, byte[] additionalData, String disclosure) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(additionalData);
      return cipher.doFinal(disclosure.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException brokenJdk) {
      throw new IllegalStateException(brokenJdk);
    }
  }

  private static byte[] additionalData(String idDigest, String name) {
    return (idDigest + "\n" + name).getBytes(StandardCharsets.UTF_8);
  }

  private record SealedField(String name, String keyId, Encrypted encrypted) {
    static SealedField fromJson(Json json) {
      if (json instanceof Json.Object object
          && object.members().keySet().equals(Set.of("name", "key", "nonce", "box"))
          && object.members().get("name") instanceof Json.Text name
          && object.members().get("key") instanceof Json.Text key
          && object.members().get("nonce") instanceof Json.Text nonce
          && object.members().get("box") instanceof Json.Text box) {
        return new SealedField(
            name.value(), key.value(), new Encrypted(nonce.value(), box.value()));
      }
      throw new EntryException.MalformedSealedRecord(
          "a field of another form", "{name, key, nonce, box}");
    }

    byte[] nonce() {
      return bytes(encrypted.nonce());
    }

    byte[] box() {
      return bytes(encrypted.box());
    }

    private static byte[] bytes(String base64Url) {
      try {
        var bytes = Base64.getUrlDecoder().decode(base64Url);
        if (Values.bytes(bytes).equals(Json.text(base64Url))) {
          return bytes;
        }
      } catch (IllegalArgumentException notBase64) {
        // refused below, with other spellings of the same bytes
      }
      throw new EntryException.MalformedSealedRecord(
          "no base64url", "base64url in its one spelling");
    }
  }

  private record Encrypted(String nonce, String box) {}
}
