package org.casenotesaudit.access.opening;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.casenotesaudit.serviceframe.problem.Problem;

/** Without case-notes nothing can be decided, so nothing is opened: 503. */
@Singleton
final class CaseNotesUnavailableHandler
    implements ExceptionHandler<CaseNotesUnavailableException, HttpResponse<?>> {

  static final String RECORDS_AWAY = "case-notes-unavailable";
  static final String NOTHING_OPENED =
      "The records cannot be reached, so nothing was opened. Try again.";

  @Override
  public HttpResponse<?> handle(HttpRequest request, CaseNotesUnavailableException failure) {
    return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, RECORDS_AWAY, NOTHING_OPENED).response();
  }
}
