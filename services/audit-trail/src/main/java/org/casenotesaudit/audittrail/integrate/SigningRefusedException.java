package org.casenotesaudit.audittrail.integrate;

/** Signing would tell a second history: the message says what was found and what was expected. */
public final class SigningRefusedException extends RuntimeException {

  public SigningRefusedException(String foundAndExpected) {
    super(foundAndExpected);
  }
}
