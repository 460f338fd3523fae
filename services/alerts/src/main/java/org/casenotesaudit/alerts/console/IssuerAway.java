package org.casenotesaudit.alerts.console;

import io.micronaut.http.HttpStatus;
import org.casenotesaudit.serviceframe.problem.ProblemException;

/** The issuer cannot be asked: nobody can sign in, and that is no fault of the person. */
final class IssuerAway {

  private IssuerAway() {}

  static ProblemException problem() {
    return new ProblemException(
        HttpStatus.SERVICE_UNAVAILABLE,
        "issuer-unavailable",
        "Sign-ins cannot be checked right now. Try again.");
  }
}
