package org.casenotesaudit.serviceframe.security;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.token.Claims;
import io.micronaut.security.token.jwt.validator.AudienceJwtClaimsValidator;
import io.micronaut.security.token.jwt.validator.JwtClaimsValidatorConfiguration;
import jakarta.inject.Singleton;

/**
 * The audience, looked at after everything else about a token was found good: whoever comes with
 * the token of another service is then known, and on record by name like somebody without the role.
 */
@Singleton
@Replaces(AudienceJwtClaimsValidator.class)
final class AudienceClaimValidator<T> extends AudienceJwtClaimsValidator<T> implements Ordered {

  AudienceClaimValidator(JwtClaimsValidatorConfiguration configuration) {
    super(configuration);
  }

  @Override
  public boolean validate(Claims claims, T request) {
    boolean forUs = super.validate(claims, request);
    if (!forUs
        && request instanceof HttpRequest<?> http
        && claims.get(Claims.SUBJECT) instanceof String subject) {
      TurnedAway.holdsTokenOfAnotherService(http, subject);
    }
    return forUs;
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }
}
