package org.casenotesaudit.serviceframe.security;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.token.Claims;
import io.micronaut.security.token.RolesFinder;
import io.micronaut.security.token.jwt.validator.GenericJwtClaimsValidator;
import jakarta.inject.Singleton;
import java.util.HashMap;

/**
 * A token whose subject is a name or an e-mail address is no token here, whatever the issuer says:
 * no caller is made of it, so that no event can name it. Looked at before the audience, because
 * whoever comes with another service's token is on record by their subject.
 */
@Singleton
final class SubjectClaimValidator<T> implements GenericJwtClaimsValidator<T>, Ordered {

  private final RolesFinder roles;

  SubjectClaimValidator(RolesFinder roles) {
    this.roles = roles;
  }

  @Override
  public boolean validate(Claims claims, T request) {
    var attributes = new HashMap<String, Object>();
    claims.names().forEach(name -> attributes.put(name, claims.get(name)));
    boolean allowed =
        claims.get(Claims.SUBJECT) instanceof String subject
            && Subjects.isAllowed(subject, roles.resolveRoles(attributes));
    if (!allowed && request instanceof HttpRequest<?> http) {
      TurnedAway.holdsTokenOfNoId(http);
    }
    return allowed;
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE - 1;
  }
}
