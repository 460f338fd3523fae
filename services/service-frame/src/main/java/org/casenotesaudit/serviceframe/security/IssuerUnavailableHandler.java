package org.casenotesaudit.serviceframe.security;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.casenotesaudit.serviceframe.problem.Problem;

/** A caller with a good token must not be told that it is bad because the issuer is away. */
@Singleton
final class IssuerUnavailableHandler
    implements ExceptionHandler<IssuerUnavailableException, HttpResponse<?>> {

  @Override
  public HttpResponse<?> handle(HttpRequest request, IssuerUnavailableException exception) {
    return Problem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "issuer-unavailable",
            "Tokens cannot be checked right now. Try again.")
        .response();
  }
}
