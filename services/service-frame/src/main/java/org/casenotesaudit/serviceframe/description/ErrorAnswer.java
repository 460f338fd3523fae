package org.casenotesaudit.serviceframe.description;

import io.micronaut.http.HttpStatus;
import org.casenotesaudit.serviceframe.problem.Problem;

/**
 * An answer that is no success.
 *
 * @param code as it stands in the body, for programs
 * @param when it is given: one sentence
 */
record ErrorAnswer(HttpStatus status, String code, String when) {

  Problem problem() {
    return Problem.of(status, code, when);
  }
}
