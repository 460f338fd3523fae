package org.casenotesaudit.access;

import io.micronaut.http.HttpStatus;
import java.util.UUID;
import org.casenotesaudit.serviceframe.problem.CanonicalUuid;
import org.casenotesaudit.serviceframe.problem.ProblemException;

/** A worker: the subject of their token and the key of their file in the directory. */
public record WorkerId(UUID value) {

  /** Code of what a caller hears who is no worker, and when: for descriptions of routes. */
  public static final String NOT_A_WORKER = "not-a-worker";

  public static final String WHEN_NOT_A_WORKER = "The subject of the token is no worker's id.";

  /**
   * The worker named in a request.
   *
   * @throws ProblemException 400 if the text is not a UUID in its one spelling
   */
  public static WorkerId parse(String field, String text) {
    return CanonicalUuid.parse(text)
        .map(WorkerId::new)
        .orElseThrow(() -> ProblemException.invalidField(field, text, CanonicalUuid.EXPECTED));
  }

  /**
   * The worker whom the issuer vouches for.
   *
   * @throws ProblemException 403 if the subject is a service's or another system's: a route that
   *     asks for no role lets them in
   */
  public static WorkerId ofSubject(String subject) {
    return CanonicalUuid.parse(subject)
        .map(WorkerId::new)
        .orElseThrow(
            () ->
                new ProblemException(
                    HttpStatus.FORBIDDEN,
                    NOT_A_WORKER,
                    "sub: not a worker's id (expected: " + CanonicalUuid.EXPECTED + ")"));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
