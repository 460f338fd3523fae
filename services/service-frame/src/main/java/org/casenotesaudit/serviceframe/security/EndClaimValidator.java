package org.casenotesaudit.serviceframe.security;

import io.micronaut.security.token.Claims;
import io.micronaut.security.token.jwt.validator.GenericJwtClaimsValidator;
import jakarta.inject.Singleton;

/**
 * A token must say when it ends. Micronaut looks whether an end has come, and takes a token without
 * one as good for ever.
 */
@Singleton
final class EndClaimValidator<T> implements GenericJwtClaimsValidator<T> {

  @Override
  public boolean validate(Claims claims, T request) {
    return claims.get(Claims.EXPIRATION_TIME) != null;
  }
}
