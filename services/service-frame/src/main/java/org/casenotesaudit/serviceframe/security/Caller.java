package org.casenotesaudit.serviceframe.security;

import java.util.Set;

/**
 * Who calls, as the issuer vouches for them.
 *
 * @param subject worker id, or the client id of a service or foreign system: what {@link Subjects}
 *     allows
 * @param agencyId the agency that the token speaks for; always this service's own
 * @param roles role codes
 */
public record Caller(String subject, String agencyId, Set<String> roles) {

  public Caller {
    roles = Set.copyOf(roles);
  }

  public boolean hasRole(String role) {
    return roles.contains(role);
  }
}
