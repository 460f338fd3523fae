package org.casenotesaudit.serviceframe.security;

import io.micronaut.security.token.Claims;
import io.micronaut.security.token.jwt.validator.GenericJwtClaimsValidator;
import jakarta.inject.Singleton;
import org.casenotesaudit.serviceframe.configuration.AuditSettings;

/** A token of another agency is no token here: agencies share an issuer, never a service. */
@Singleton
final class AgencyClaimValidator<T> implements GenericJwtClaimsValidator<T> {

  private final String agencyId;

  AgencyClaimValidator(AuditSettings settings) {
    this.agencyId = settings.agencyId();
  }

  @Override
  public boolean validate(Claims claims, T request) {
    return agencyId.equals(claims.get(Callers.AGENCY_CLAIM));
  }
}
