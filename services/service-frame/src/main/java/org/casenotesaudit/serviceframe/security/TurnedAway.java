package org.casenotesaudit.serviceframe.security;

import io.micronaut.http.HttpAttributes;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.authentication.AuthorizationException;
import java.security.Principal;
import java.util.Optional;
import org.casenotesaudit.events.RequestRefusalReason;
import org.jspecify.annotations.Nullable;

/**
 * A request that did not pass the door, or was refused behind it; the former kept on the request
 * until its answer leaves.
 *
 * @param reason why
 * @param subject who asked, if a valid token said so
 * @param method name of a known HTTP method, or OTHER: a caller can call theirs anything
 * @param route route template; never the path, whose ids are nobody's business here
 * @param address network address, of requests without a valid token
 */
record TurnedAway(
    RequestRefusalReason reason,
    @Nullable String subject,
    String method,
    String route,
    String address) {

  private static final String ATTRIBUTE = TurnedAway.class.getName();
  private static final String OTHERS_TOKEN = ATTRIBUTE + ".othersToken";
  private static final String NO_ID = ATTRIBUTE + ".noId";
  private static final String NO_ROUTE = "none";
  private static final String OTHER_METHOD = "OTHER";

  /** Notes that a request carries a token that is good, but for another service. */
  static void holdsTokenOfAnotherService(HttpRequest<?> request, String subject) {
    request.setAttribute(OTHERS_TOKEN, subject);
  }

  /** Notes that a request carries a token whose subject is neither an id nor a code. */
  static void holdsTokenOfNoId(HttpRequest<?> request) {
    request.setAttribute(NO_ID, true);
  }

  static boolean isOfNoId(HttpRequest<?> request) {
    return request.getAttribute(NO_ID).isPresent();
  }

  static void mark(HttpRequest<?> request, AuthorizationException exception) {
    Authentication who = exception.getAuthentication();
    Optional<String> holder = request.getAttribute(OTHERS_TOKEN, String.class);
    RequestRefusalReason reason;
    if (exception.isForbidden()) {
      reason = RequestRefusalReason.ROLE_MISSING;
    } else if (holder.isPresent()) {
      reason = RequestRefusalReason.AUDIENCE_WRONG;
    } else if (request.getHeaders().getAuthorization().isPresent()) {
      reason = RequestRefusalReason.TOKEN_INVALID;
    } else {
      reason = RequestRefusalReason.TOKEN_MISSING;
    }
    request.setAttribute(
        ATTRIBUTE, of(request, reason, who == null ? holder.orElse(null) : who.getName()));
  }

  /** A caller whose role may come in, and who wanted what is not for them. */
  static TurnedAway byTheRoute(HttpRequest<?> request) {
    return of(
        request,
        RequestRefusalReason.SCOPE_WRONG,
        request.getUserPrincipal().map(Principal::getName).orElse(null));
  }

  private static TurnedAway of(
      HttpRequest<?> request, RequestRefusalReason reason, @Nullable String subject) {
    return new TurnedAway(
        reason,
        subject,
        request.getMethod() == HttpMethod.CUSTOM ? OTHER_METHOD : request.getMethod().name(),
        request.getAttribute(HttpAttributes.URI_TEMPLATE, String.class).orElse(NO_ROUTE),
        request.getRemoteAddress().getAddress() == null
            ? ""
            : request.getRemoteAddress().getAddress().getHostAddress());
  }

  static Optional<TurnedAway> of(HttpRequest<?> request) {
    return request.getAttribute(ATTRIBUTE, TurnedAway.class);
  }
}
