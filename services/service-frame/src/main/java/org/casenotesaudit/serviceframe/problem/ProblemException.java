package org.casenotesaudit.serviceframe.problem;

import io.micronaut.http.HttpStatus;

/** Ends a request with a problem body. The detail reaches the caller: no personal data in it. */
public final class ProblemException extends RuntimeException {

  private final Problem problem;
  private final boolean unrecordedRefusal;

  public ProblemException(HttpStatus status, String code, String detail) {
    this(Problem.of(status, code, detail), status == HttpStatus.FORBIDDEN);
  }

  private ProblemException(Problem problem, boolean unrecordedRefusal) {
    super(problem.code() + ": " + problem.detail());
    this.problem = problem;
    this.unrecordedRefusal = unrecordedRefusal;
  }

  /**
   * A 403 that whoever decided it has put on record, for instance as {@code AccessRefused}. Any
   * other 403 is recorded as {@code RequestRefused} when its answer leaves.
   */
  public static ProblemException refusedOnRecord(String code, String detail) {
    return new ProblemException(Problem.of(HttpStatus.FORBIDDEN, code, detail), false);
  }

  public Problem problem() {
    return problem;
  }

  /** Whether this refuses something, and nothing has told the trail yet. */
  public boolean isUnrecordedRefusal() {
    return unrecordedRefusal;
  }

  /** Unknown, or not for this caller to know: the same answer for both. */
  public static ProblemException notFound() {
    return new ProblemException(
        HttpStatus.NOT_FOUND, "not-found", "There is no such record, or it is not open to you.");
  }

  /**
   * The same for somebody who wanted to change something: put on record as {@code RequestRefused},
   * whether there is no such record or it is closed, so that neither the answer nor the trail's own
   * work tells which.
   */
  public static ProblemException notFoundOnRecord() {
    return new ProblemException(notFound().problem(), true);
  }

  /** A caller's mistake in one field: {@code reason: "" (expected: 10 or more characters)}. */
  public static ProblemException invalidField(String field, Object found, String expected) {
    return new ProblemException(
        HttpStatus.BAD_REQUEST,
        "invalid-field",
        field + ": \"" + found + "\" (expected: " + expected + ")");
  }
}
