package org.casenotesaudit.alerts.console;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.server.util.HttpHostResolver;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.casenotesaudit.serviceframe.problem.ProblemException;

/** Signing in and out. */
@Hidden
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
class SignInController {

  private static final String CALLBACK = "/sign-in/callback";

  private final SignIn signIn;
  private final Sessions sessions;
  private final SessionCookie cookies;
  private final Pages pages;
  private final HttpHostResolver host;

  SignInController(
      SignIn signIn, Sessions sessions, SessionCookie cookies, Pages pages, HttpHostResolver host) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.cookies = cookies;
    this.pages = pages;
    this.host = host;
  }

  @Get("/sign-in")
  @Secured(SecurityRule.IS_ANONYMOUS)
  HttpResponse<?> page(@QueryValue("return") Optional<String> returnTo) {
    return pages.page(
        "sign-in",
        new SignInPage(
            Frame.forNobody("Sign in"),
            "/sign-in/start?return="
                + URLEncoder.encode(
                    PagePaths.ownPath(returnTo.orElse("/")), StandardCharsets.UTF_8)));
  }

  @Get("/sign-in/start")
  @Secured(SecurityRule.IS_ANONYMOUS)
  HttpResponse<?> start(HttpRequest<?> request, @QueryValue("return") Optional<String> returnTo) {
    SignIn.Begun begun = signIn.begin(returnTo.orElse("/"), callback(request));
    return HttpResponse.seeOther(begun.issuer())
        .cookie(cookies.holding(SessionCookie.SIGN_IN_NAME, begun.browser()));
  }

  @Get(CALLBACK)
  @Secured(SecurityRule.IS_ANONYMOUS)
  HttpResponse<?> callback(
      HttpRequest<?> request,
      @QueryValue Optional<String> code,
      @QueryValue Optional<String> state,
      @QueryValue Optional<String> error) {
    if (error.filter("access_denied"::equals).isPresent()) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST,
          "sign-in-cancelled",
          "The sign-in was cancelled on the page of your agency's account.");
    }
    Optional<String> browser = SessionCookie.valueIn(request, SessionCookie.SIGN_IN_NAME);
    Optional<SignIn.Done> done =
        code.isPresent() && state.isPresent() && browser.isPresent()
            ? signIn.complete(code.get(), state.get(), browser.get(), callback(request))
            : Optional.empty();
    return done.<HttpResponse<?>>map(
            session ->
                HttpResponse.seeOther(URI.create(session.returnTo()))
                    .cookie(cookies.holding(SessionCookie.NAME, session.session()))
                    .cookie(ownName(session.ownName()))
                    .cookie(cookies.gone(SessionCookie.SIGN_IN_NAME)))
        .orElseThrow(
            () ->
                new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "sign-in-failed",
                    "The sign-in could not be completed: it took too long, was begun in another"
                        + " browser, or the issuer's answer did not check out. Sign in again."));
  }

  private Cookie ownName(String name) {
    return name.isEmpty()
        ? cookies.gone(SessionCookie.OWN_NAME_NAME)
        : cookies.holding(SessionCookie.OWN_NAME_NAME, name);
  }

  @Post("/sign-out")
  @Secured(SecurityRule.IS_AUTHENTICATED)
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> signOut(
      HttpRequest<?> request, Authentication who, @Body Map<String, String> form) {
    FormToken.require(who, form);
    SessionCookie.valueIn(request, SessionCookie.NAME).ifPresent(sessions::end);
    return HttpResponse.seeOther(URI.create("/signed-out"))
        .cookie(cookies.gone(SessionCookie.NAME))
        .cookie(cookies.gone(SessionCookie.OWN_NAME_NAME));
  }

  @Get("/signed-out")
  @Secured(SecurityRule.IS_ANONYMOUS)
  HttpResponse<?> signedOut() {
    return pages.page(
        "message",
        new Message(
            Frame.forNobody("Signed out"),
            "You are signed out",
            List.of(
                "Your session in this console has ended.",
                "Your agency's account may still be signed in on this computer."),
            "",
            Message.WayOn.SIGN_IN));
  }

  private URI callback(HttpRequest<?> request) {
    return URI.create(host.resolve(request) + CALLBACK);
  }
}
