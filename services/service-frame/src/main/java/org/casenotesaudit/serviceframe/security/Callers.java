package org.casenotesaudit.serviceframe.security;

import io.micronaut.security.authentication.Authentication;
import java.util.Set;

/** Reads the caller out of a validated token. */
public final class Callers {

  static final String AGENCY_CLAIM = "agency";

  private Callers() {}

  public static Caller of(Authentication authentication) {
    return new Caller(
        authentication.getName(),
        String.valueOf(authentication.getAttributes().get(AGENCY_CLAIM)),
        Set.copyOf(authentication.getRoles()));
  }
}
