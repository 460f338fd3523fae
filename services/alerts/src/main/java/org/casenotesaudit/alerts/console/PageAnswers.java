package org.casenotesaudit.alerts.console;

import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.security.authentication.Authentication;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.casenotesaudit.serviceframe.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * The last hand on every page: leads to the sign-in, turns problem bodies into pages, and sets the
 * headers that keep pages from being framed, scripted or cached.
 */
@ServerFilter("/**")
@Order(PageAnswers.OUTSIDE_THE_REFUSALS)
class PageAnswers {

  /** Outside the filter that records refusals: what that one answers becomes a page, too. */
  static final int OUTSIDE_THE_REFUSALS = Integer.MIN_VALUE / 2 - 100;

  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private final Pages pages;
  private final SessionCookie cookies;

  PageAnswers(Pages pages, SessionCookie cookies) {
    this.pages = pages;
    this.cookies = cookies;
  }

  @ResponseFilter
  Publisher<MutableHttpResponse<?>> finish(
      HttpRequest<?> request, MutableHttpResponse<?> response) {
    if (request.getPath().startsWith("/assets/")) {
      return Mono.just(response.header("X-Content-Type-Options", "nosniff"));
    }
    if (!PagePaths.isPage(request.getPath())) {
      return leadsNowhere(request, response) ? nowhere(request, response) : Mono.just(response);
    }
    Authentication who = request.getUserPrincipal(Authentication.class).orElse(null);
    return Mono.just(
        secured(
            response
                .getBody(Problem.class)
                .<MutableHttpResponse<?>>map(problem -> told(request, problem, who))
                .orElse(response)));
  }

  private static boolean leadsNowhere(HttpRequest<?> request, MutableHttpResponse<?> response) {
    return response.code() == HttpStatus.NOT_FOUND.getCode()
        && !PagePaths.isForPrograms(request.getPath());
  }

  /** A mistyped address: a page for whoever reads pages, the problem as it is for programs. */
  private Publisher<MutableHttpResponse<?>> nowhere(
      HttpRequest<?> request, MutableHttpResponse<?> response) {
    response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    Optional<Problem> problem = response.getBody(Problem.class);
    if (problem.isEmpty() || !request.accept().contains(MediaType.TEXT_HTML_TYPE)) {
      return Mono.just(response);
    }
    // Such a path has no session of its own: the cookie says who is to keep their way out.
    return cookies
        .person(request)
        .map(Optional::of)
        .onErrorReturn(Optional.empty())
        .defaultIfEmpty(Optional.empty())
        .map(
            who ->
                secured(told(request, problem.get(), who.orElse(null)))
                    .header(HttpHeaders.VARY, HttpHeaders.ACCEPT));
  }

  private MutableHttpResponse<?> told(
      HttpRequest<?> request, Problem problem, @Nullable Authentication who) {
    HttpStatus status = HttpStatus.valueOf(problem.status());
    if (status == HttpStatus.UNAUTHORIZED) {
      String signIn =
          "/sign-in?return="
              + URLEncoder.encode(
                  request.getMethodName().equals("GET") ? request.getUri().toString() : "/",
                  StandardCharsets.UTF_8);
      return Htmx.asks(request)
          ? HttpResponse.noContent().header(Htmx.REDIRECT, signIn)
          : HttpResponse.seeOther(URI.create(signIn));
    }
    return pages.page(status, "message", Message.of(problem, who));
  }

  private static MutableHttpResponse<?> secured(MutableHttpResponse<?> response) {
    return response
        .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "same-origin")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("Cache-Control", "no-store");
  }
}
