package org.casenotesaudit.serviceframe.security;

/** The issuer's keys are not known and cannot be asked for: nobody can be let in or turned away. */
public final class IssuerUnavailableException extends RuntimeException {

  IssuerUnavailableException() {
    super("the issuer's keys cannot be read (expected: a JSON Web Key Set)");
  }
}
