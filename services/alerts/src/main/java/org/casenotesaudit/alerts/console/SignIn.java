package org.casenotesaudit.alerts.console;

import com.nimbusds.jwt.JWTClaimsSet;
import io.micronaut.http.uri.UriBuilder;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.casenotesaudit.alerts.store.SessionStore.PendingSignIn;

/**
 * Sign-in by authorization code with PKCE (RFC 7636) and a nonce (OpenID Connect Core 1.0). State,
 * verifier and nonce stay here; the browser that began must be the one that comes back.
 */
@Singleton
class SignIn {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** Where to send the browser, and what it has to bring back. */
  record Begun(URI issuer, String browser) {}

  /**
   * A session, and the page that the person wanted.
   *
   * @param ownName what the issuer calls the person, as a cookie's value; empty if it does not say
   */
  record Done(String session, String returnTo, String ownName) {

    /** Without the name, which is in nobody's log. */
    @Override
    public String toString() {
      return "Done[" + returnTo + "]";
    }
  }

  private final ConsoleSettings settings;
  private final Sessions sessions;
  private final Secret secrets;
  private final IdTokens idTokens;
  private final ObjectMapper json;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  SignIn(
      ConsoleSettings settings,
      Sessions sessions,
      Secret secrets,
      IdTokens idTokens,
      ObjectMapper json) {
    this.settings = settings;
    this.sessions = sessions;
    this.secrets = secrets;
    this.idTokens = idTokens;
    this.json = json;
  }

  Begun begin(String returnTo, URI callback) {
    String state = secrets.next();
    String browser = secrets.next();
    var pending = new PendingSignIn(secrets.next(), secrets.next(), PagePaths.ownPath(returnTo));
    sessions.begin(state, browser, pending);
    return new Begun(
        UriBuilder.of(settings.authorizationUrl())
            .queryParam("response_type", "code")
            .queryParam("client_id", settings.clientId())
            .queryParam("scope", "openid profile")
            .queryParam("redirect_uri", callback)
            .queryParam("state", state)
            .queryParam("nonce", pending.nonce())
            .queryParam("code_challenge", Secret.digest(pending.codeVerifier()))
            .queryParam("code_challenge_method", "S256")
            .build(),
        browser);
  }

  /**
   * Completes a sign-in. Empty if anything about it is not as it was begun.
   *
   * @throws org.casenotesaudit.serviceframe.problem.ProblemException 503 if the issuer cannot be
   *     asked
   */
  Optional<Done> complete(String code, String state, String browser, URI callback) {
    Optional<PendingSignIn> begun = sessions.takeUp(state, browser);
    if (begun.isEmpty()) {
      return Optional.empty();
    }
    PendingSignIn pending = begun.get();
    return idToken(code, pending, callback)
        .flatMap(token -> idTokens.check(token, pending.nonce()))
        .map(
            claims ->
                new Done(
                    openedFor(claims),
                    pending.returnTo(),
                    OwnName.in(claims).map(OwnName::asCookie).orElse("")));
  }

  private String openedFor(JWTClaimsSet claims) {
    try {
      Set<String> roles =
          Optional.ofNullable(claims.getStringListClaim("roles")).stream()
              .flatMap(java.util.List::stream)
              .collect(Collectors.toSet());
      return sessions.open(claims.getSubject(), claims.getStringClaim("agency"), roles);
    } catch (ParseException oddRoles) {
      // A person without roles is turned away by every page, with the reason.
      return sessions.open(
          claims.getSubject(), String.valueOf(claims.getClaim("agency")), Set.of());
    }
  }

  private Optional<String> idToken(String code, PendingSignIn pending, URI callback) {
    String form =
        Map.of(
                "grant_type", "authorization_code",
                "code", code,
                "redirect_uri", callback.toString(),
                "client_id", settings.clientId(),
                "code_verifier", pending.codeVerifier())
            .entrySet()
            .stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    try {
      HttpResponse<byte[]> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(settings.tokenUrl()))
                  .timeout(TIMEOUT)
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString(form))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() >= 500) {
        throw IssuerAway.problem();
      }
      return answer.statusCode() == 200
              && json.readValue(answer.body(), Map.class).get("id_token") instanceof String token
          ? Optional.of(token)
          : Optional.empty();
    } catch (IOException failure) {
      throw IssuerAway.problem();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw IssuerAway.problem();
    }
  }
}
