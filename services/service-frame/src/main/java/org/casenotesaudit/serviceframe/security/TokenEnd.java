package org.casenotesaudit.serviceframe.security;

import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.Claims;
import java.time.Instant;
import java.util.Date;

/** When a caller's token ends: for answers that go on for longer than a moment. */
public final class TokenEnd {

  private TokenEnd() {}

  /**
   * The end of the token that let this caller in.
   *
   * @throws IllegalStateException if they came without one, for instance by a cookie
   */
  public static Instant of(Authentication authentication) {
    if (authentication.getAttributes().get(Claims.EXPIRATION_TIME) instanceof Date end) {
      return end.toInstant();
    }
    throw new IllegalStateException("exp: none (expected: a caller with a bearer token)");
  }
}
