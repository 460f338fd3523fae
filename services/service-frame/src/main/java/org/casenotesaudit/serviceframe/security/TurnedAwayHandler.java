package org.casenotesaudit.serviceframe.security;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Singleton;
import java.util.stream.Stream;
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
              "The token carries no role that may do this (expected: " + expected(request) + ").")
          .response();
    }
    return Problem.of(
            HttpStatus.UNAUTHORIZED,
            "token-required",
            TurnedAway.isOfNoId(request) ? NO_ID : NO_TOKEN)
        .response()
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
  }

  /** The roles that its description names, too; without a route there are none to name. */
  private static String expected(HttpRequest<?> request) {
    var roles =
        RouteAttributes.getRouteMatch(request).stream()
            .flatMap(route -> Stream.of(route.getAnnotationMetadata().stringValues(Secured.class)))
            .filter(role -> !role.endsWith("()"))
            .sorted()
            .toList();
    return roles.isEmpty() ? "see the route's description" : String.join(" or ", roles);
  }
}
