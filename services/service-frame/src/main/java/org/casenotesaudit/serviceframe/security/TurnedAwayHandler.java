package org.casenotesaudit.serviceframe.security;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import jakarta.inject.Singleton;
import org.casenotesaudit.serviceframe.problem.Problem;

/** 401 without a valid token, 403 with one that lacks the role; both as problem bodies. */
@Singleton
@Replaces(DefaultAuthorizationExceptionHandler.class)
public class TurnedAwayHandler
    implements ExceptionHandler<AuthorizationException, MutableHttpResponse<?>> {

  private static final String NO_TOKEN =
      "No valid token was found (expected: Authorization: Bearer with a token for this service).";

  /** The subject itself is not repeated: it may be somebody's name. */
  private static final String NO_ID =
      "sub: not an id, and not repeated here (expected: " + Subjects.EXPECTED + ")";

  @Override
  public MutableHttpResponse<?> handle(HttpRequest request, AuthorizationException exception) {
    TurnedAway.mark(request, exception);
    return answer(request, exception);
  }

  /** What the caller sees. A service with pages overrides this to lead people to the sign-in. */
  protected MutableHttpResponse<?> answer(
      HttpRequest<?> request, AuthorizationException exception) {
    if (exception.isForbidden()) {
      return Problem.of(
              HttpStatus.FORBIDDEN,
              "role-missing",
              "The token carries no role that may do this (expected: see the route's description).")
          .response();
    }
    return Problem.of(
            HttpStatus.UNAUTHORIZED,
            "token-required",
            TurnedAway.isOfNoId(request) ? NO_ID : NO_TOKEN)
        .response()
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
  }
}
