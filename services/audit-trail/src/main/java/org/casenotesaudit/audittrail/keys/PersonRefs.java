package org.casenotesaudit.audittrail.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.casenotesaudit.ledger.entry.KeyOwner;

/**
 * Turns a person's id into the keyed digest under which the database knows them, so that a stolen
 * database cannot be asked about a guessed id.
 */
public final class PersonRefs {

  private final SecretKeySpec key;

  /**
   * @param key 32 bytes from the folder of key files
   */
  public PersonRefs(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /**
   * The first 16 bytes of HMAC-SHA256 over kind and id. A client and a worker of the same id are
   * two persons here; the agency stands in for the person of events that are about nobody.
   */
  public PersonRef of(KeyOwner owner) {
    return switch (owner) {
      case KeyOwner.Client(String id) -> digest("client", id);
      case KeyOwner.Worker(String id) -> digest("worker", id);
      case KeyOwner.Agency() -> digest("agency", "");
    };
  }

  private PersonRef digest(String kind, String id) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(kind.getBytes(StandardCharsets.US_ASCII));
      mac.update((byte) 0);
      return new PersonRef(
          Arrays.copyOf(mac.doFinal(id.getBytes(StandardCharsets.UTF_8)), PersonRef.BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK lost HmacSHA256", e);
    }
  }
}
