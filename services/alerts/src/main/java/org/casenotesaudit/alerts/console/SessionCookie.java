package org.casenotesaudit.alerts.console;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.casenotesaudit.serviceframe.configuration.AuditSettings;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Knows people by the console's cookie, on pages only: the REST edge takes bearer tokens and
 * nothing that a browser sends by itself.
 */
@Singleton
public class SessionCookie implements AuthenticationFetcher<HttpRequest<?>> {

  static final String NAME = "audit-console";
  static final String SIGN_IN_NAME = "audit-console-sign-in";
  static final String OWN_NAME_NAME = "audit-console-name";
  static final String FORM_TOKEN = "formToken";
  static final String OWN_NAME = "ownName";

  private final Sessions sessions;
  private final boolean production;

  SessionCookie(Sessions sessions, AuditSettings settings) {
    this.sessions = sessions;
    this.production = settings.production();
  }

  @Override
  public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
    return PagePaths.isPage(request.getPath()) ? person(request) : Mono.empty();
  }

  /** Whose cookie it is, on whatever path; grants nothing by itself. */
  Mono<Authentication> person(HttpRequest<?> request) {
    Optional<String> value = valueIn(request, NAME);
    if (value.isEmpty()) {
      return Mono.empty();
    }
    return Mono.fromCallable(() -> sessions.find(value.get()))
        .subscribeOn(Schedulers.boundedElastic())
        .flatMap(Mono::justOrEmpty)
        .map(session -> authentication(session, request));
  }

  private static Authentication authentication(Session session, HttpRequest<?> request) {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("agency", session.agencyId());
    attributes.put(FORM_TOKEN, session.formToken());
    valueIn(request, OWN_NAME_NAME)
        .flatMap(OwnName::ofCookie)
        .ifPresent(name -> attributes.put(OWN_NAME, name));
    return Authentication.build(session.workerId(), session.roles(), attributes);
  }

  static Optional<String> valueIn(HttpRequest<?> request, String name) {
    return request.getCookies().findCookie(name).map(Cookie::getValue);
  }

  /** Lax, because the way back from the issuer is a navigation from another site. */
  Cookie holding(String name, String value) {
    return Cookie.of(name, value)
        .path("/")
        .httpOnly(true)
        .secure(production)
        .sameSite(SameSite.Lax);
  }

  Cookie gone(String name) {
    return holding(name, "").maxAge(0);
  }
}
