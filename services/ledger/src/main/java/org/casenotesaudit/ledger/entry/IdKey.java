package org.casenotesaudit.ledger.entry;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The agency's secret from which the salts of event ids are derived. The same id always gives the
 * same digest, so that a writer whose database was rebuilt from the log recognises an event that
 * arrives again; without the secret nobody can try ids.
 */
public final class IdKey {
  private final SecretKeySpec key;

  private IdKey(byte[] bytes) {
    this.key = new SecretKeySpec(bytes, "HmacSHA256");
  }

  /**
   * @param bytes 32 random bytes, kept outside the database
   */
  public static IdKey of(byte[] bytes) {
    if (bytes.length != 32) {
      throw new IllegalArgumentException("id key: " + bytes.length + " bytes (expected: 32)");
    }
    return new IdKey(bytes);
  }

  byte[] saltOf(String eventId) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return Arrays.copyOf(
          mac.doFinal(eventId.getBytes(StandardCharsets.UTF_8)), SaltSource.SALT_BYTES);
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
