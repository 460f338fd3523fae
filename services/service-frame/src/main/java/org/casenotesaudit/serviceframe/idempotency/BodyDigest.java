package org.casenotesaudit.serviceframe.idempotency;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.casenotesaudit.serviceframe.configuration.AuditSettings;
import org.casenotesaudit.serviceframe.configuration.KeyFile;

/**
 * Tells two bodies apart without keeping them. Keyed (HMAC-SHA-256, RFC 2104) with a secret that
 * lies outside the database: a body can be as short as a date of birth, and whoever reads the table
 * could find it by trying them all. Made at start: a service whose key is missing does not start.
 */
@Context
@Requires(property = "audit.idempotency.offered", value = "true")
final class BodyDigest {

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  BodyDigest(IdempotencySettings settings, AuditSettings audit) throws IOException {
    Path file = Path.of(settings.keysDir()).resolve(audit.source() + "-idempotency.key");
    this.key =
        new SecretKeySpec(
            KeyFile.readOrMake(file, audit.production(), new SecureRandom()), ALGORITHM);
  }

  /**
   * Hex. The scope goes in, so that equal bodies of two requests do not show as equal: somebody who
   * may send requests and read the table could else compare a guess with what a colleague sent.
   */
  String of(KeyScope scope, String body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      scope.parts().forEach(part -> update(mac, part));
      update(mac, body);
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Its length first, or "a" before "bc" would be "ab" before "c". */
  private static void update(Mac mac, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    mac.update(bytes);
  }
}
