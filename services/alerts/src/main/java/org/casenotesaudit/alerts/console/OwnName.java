package org.casenotesaudit.alerts.console;

import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the issuer calls a person, for that person's own eyes: it travels in a cookie of their
 * browser and is kept nowhere here.
 */
final class OwnName {

  private static final int LONGEST = 80;

  private OwnName() {}

  /** The claims {@code name} or {@code preferred_username} (OpenID Connect Core 1.0, 5.1). */
  static Optional<String> in(JWTClaimsSet claims) {
    return shown(claims.getClaim("name")).or(() -> shown(claims.getClaim("preferred_username")));
  }

  static String asCookie(String name) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(name.getBytes(StandardCharsets.UTF_8));
  }

  static Optional<String> ofCookie(String value) {
    try {
      return shown(new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
  }

  private static Optional<String> shown(@Nullable Object claim) {
    return claim instanceof String name
            && !name.isBlank()
            && name.length() <= LONGEST
            && name.chars().noneMatch(Character::isISOControl)
        ? Optional.of(name.strip())
        : Optional.empty();
  }
}
