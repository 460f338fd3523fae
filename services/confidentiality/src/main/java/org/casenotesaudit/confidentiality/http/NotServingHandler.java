package org.casenotesaudit.confidentiality.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.casenotesaudit.confidentiality.streams.NotServingException;
import org.casenotesaudit.serviceframe.problem.Problem;

/** A stream that cannot answer just now is 503, never an empty list. */
@Singleton
final class NotServingHandler implements ExceptionHandler<NotServingException, HttpResponse<?>> {

  @Override
  public HttpResponse<?> handle(HttpRequest request, NotServingException failure) {
    return Problem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            JudgementsController.NOT_RUNNING,
            JudgementsController.MOVING)
        .response();
  }
}
