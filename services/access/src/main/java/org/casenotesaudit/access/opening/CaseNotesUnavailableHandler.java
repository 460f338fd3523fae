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

  @Override
  public HttpResponse<?> handle(HttpRequest request, CaseNotesUnavailableException failure) {
    return Problem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "case-notes-unavailable",
            "The records cannot be reached, so nothing was opened. Try again.")
        .response();
  }
}
