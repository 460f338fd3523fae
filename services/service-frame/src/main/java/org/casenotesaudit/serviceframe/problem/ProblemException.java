package org.casenotesaudit.serviceframe.problem;

import io.micronaut.http.HttpStatus;

/** Ends a request with a problem body. The detail reaches the caller: no personal data in it. */
public final class ProblemException extends RuntimeException {

  private final Problem problem;

  public ProblemException(HttpStatus status, String code, String detail) {
    super(code + ": " + detail);
    this.problem = Problem.of(status, code, detail);
  }

  public Problem problem() {
    return problem;
  }

  /** Unknown, or not for this caller to know: the same answer for both. */
  public static ProblemException notFound() {
    return new ProblemException(
        HttpStatus.NOT_FOUND, "not-found", "There is no such record, or it is not open to you.");
  }

  /** A caller's mistake in one field: {@code reason: "" (expected: 10 or more characters)}. */
  public static ProblemException invalidField(String field, Object found, String expected) {
    return new ProblemException(
        HttpStatus.BAD_REQUEST,
        "invalid-field",
        field + ": \"" + found + "\" (expected: " + expected + ")");
  }
}
