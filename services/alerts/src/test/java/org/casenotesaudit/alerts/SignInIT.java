package org.casenotesaudit.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.alerts.RunningAlerts.OMAR;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.casenotesaudit.alerts.RunningAlerts.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Signing in by code with PKCE, step by step as a browser goes through it, with each thing that can
 * be wrong about one such way: then no session opens.
 */
class SignInIT {

  private static final String OFFICER =
      "{\"agency\":\"demo\",\"roles\":[\"compliance-officer\"],\"sub\":\"" + OMAR + "\"}";

  private final RunningAlerts alerts = RunningAlerts.shared();
  private final HttpClient http = HttpClient.newHttpClient();

  /** A sign-in under way: where the browser was sent, and the cookie it was given. */
  private record Begun(String issuer, String cookie) {

    Begun sentTo(String otherIssuer) {
      return new Begun(otherIssuer, cookie);
    }
  }

  @Test
  void aSignInThatIsAsItWasBegunOpensASessionAndLeadsBack() {
    Begun begun = begin("/?status=open");
    Answer answer = comeBack(signedIn(begun, OFFICER), begun.cookie());

    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    assertThat(answer.raw().headers().firstValue("Location")).hasValue("/?status=open");
    assertThat(sessionIn(answer)).containsIgnoringCase("HttpOnly").contains("SameSite=Lax");
    String session = sessionIn(answer).split(";")[0];
    assertThat(alerts.call("GET", "/", null, null, "Cookie", session).status()).isEqualTo(200);
  }

  @Test
  void aStateCountsOnce() {
    Begun begun = begin("/");
    String callback = signedIn(begun, OFFICER);
    assertThat(comeBack(callback, begun.cookie()).status()).isEqualTo(303);

    assertThatNoSessionOpens(comeBack(callback, begun.cookie()));
    String newCode = signedIn(begun, OFFICER);
    assertThatNoSessionOpens(comeBack(newCode, begun.cookie()));
  }

  @Test
  void aStateThatNobodyBeganIsUnknown() {
    Begun begun = begin("/");
    String callback = signedIn(begun, OFFICER).replaceAll("state=[^&]*", "state=guessed");

    assertThatNoSessionOpens(comeBack(callback, begun.cookie()));
  }

  @Test
  void anotherBrowserCannotEndWhatOneBegan() {
    Begun begun = begin("/");
    String callback = signedIn(begun, OFFICER);

    assertThatNoSessionOpens(comeBack(callback, "none=none"));
    assertThatNoSessionOpens(comeBack(callback, begin("/").cookie()));
    assertThat(comeBack(callback, begun.cookie()).status())
        .as("it is still open to the browser that began")
        .isEqualTo(303);
  }

  @ParameterizedTest(name = "{0} becomes {1}")
  @CsvSource({
    // The id token then says another nonce, or none.
    "'nonce=[^&]*', 'nonce=another'",
    "'&nonce=[^&]*', ''",
    // The console's verifier then proves nothing to the issuer.
    "'code_challenge=[^&]*', 'code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'",
    "'&code_challenge=[^&]*', ''"
  })
  void whatWasChangedOnTheWayToTheIssuerOpensNoSession(String asSent, String changed) {
    Begun begun = begin("/");
    assertThat(begun.issuer()).containsPattern(Pattern.compile(asSent));
    Begun tampered = begun.sentTo(begun.issuer().replaceAll(asSent, changed));

    assertThatNoSessionOpens(comeBack(signedIn(tampered, OFFICER), begun.cookie()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"agency\":\"other\"",
        "\"iss\":\"http://127.0.0.1:1/default\"",
        "\"aud\":\"alerts\"",
        "\"exp\":1000"
      })
  void anIdTokenThatIsNotForThisConsoleNowOpensNoSession(String claim) {
    Begun begun = begin("/");
    String claims = OFFICER.replace("\"agency\":\"demo\"", claim);

    assertThatNoSessionOpens(comeBack(signedIn(begun, claims), begun.cookie()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"omar.canary", "omar@agency.test", "intake-demo"})
  void whoeverHasANameInPlaceOfAWorkersIdOpensNoSession(String subject) {
    Begun begun = begin("/");

    assertThatNoSessionOpens(
        comeBack(signedIn(begun, OFFICER.replace(OMAR, subject)), begun.cookie()));
  }

  @Test
  void theWayBackLeadsNowhereElse() {
    Begun begun = begin("https://elsewhere.example/");

    assertThat(comeBack(signedIn(begun, OFFICER), begun.cookie()).raw().headers())
        .satisfies(headers -> assertThat(headers.firstValue("Location")).hasValue("/"));
  }

  @Test
  void whoTurnsBackAtTheIssuerIsToldSoAndCanSignInAgain() {
    Answer answer = comeBack("/sign-in/callback?error=access_denied&state=x", begin("/").cookie());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("You are not signed in", "The sign-in was cancelled", "href=\"/sign-in\"");
  }

  @Test
  void aPersonSeesTheirOwnNameAndNothingHereKeepsIt() throws SQLException {
    String name = "Ölga <i>Canary</i>";
    Begun begun = begin("/");
    Answer answer =
        comeBack(
            signedIn(begun, OFFICER.replace("{", "{\"name\":\"" + name + "\",")), begun.cookie());

    String cookies =
        answer.raw().headers().allValues("Set-Cookie").stream()
            .filter(cookie -> cookie.startsWith("audit-console"))
            .peek(cookie -> assertThat(cookie).containsIgnoringCase("HttpOnly"))
            .map(cookie -> cookie.split(";")[0])
            .collect(Collectors.joining("; "));
    assertThat(alerts.call("GET", "/", null, null, "Cookie", cookies).body())
        .contains("Ölga &lt;i&gt;Canary&lt;/i&gt; (W-00000004)");
    assertThat(alerts.call("GET", "/", null, null, "Cookie", sessionIn(answer)).body())
        .contains("W-00000004")
        .doesNotContain("Canary");
    try (var connection = alerts.database.asRun().getConnection();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT count(*) FROM console_sessions s WHERE s::text LIKE '%lga%'")) {
      rows.next();
      assertThat(rows.getInt(1)).isZero();
    }
  }

  private void assertThatNoSessionOpens(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("The sign-in could not be completed");
    assertThat(answer.raw().headers().allValues("Set-Cookie"))
        .noneMatch(cookie -> cookie.startsWith("audit-console="));
  }

  private Begun begin(String returnTo) {
    Answer answer =
        alerts.call(
            "GET",
            "/sign-in/start?return=" + URLEncoder.encode(returnTo, StandardCharsets.UTF_8),
            null,
            null);
    assertThat(answer.status()).isEqualTo(303);
    String issuer = answer.raw().headers().firstValue("Location").orElseThrow();
    assertThat(issuer).contains("response_type=code").contains("code_challenge_method=S256");
    String cookie = answer.raw().headers().firstValue("Set-Cookie").orElseThrow();
    return new Begun(issuer, cookie.split(";")[0]);
  }

  /** Signs in at the issuer; where it sends the browser then, seen from the console. */
  private String signedIn(Begun begun, String claims) {
    String form = "username=omar&claims=" + URLEncoder.encode(claims, StandardCharsets.UTF_8);
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(begun.issuer()))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString(form))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      URI callback = URI.create(answer.headers().firstValue("Location").orElseThrow());
      return callback.getRawPath() + "?" + callback.getRawQuery();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private Answer comeBack(String callback, String cookie) {
    return alerts.call("GET", callback, null, null, "Cookie", cookie);
  }

  private static String sessionIn(Answer answer) {
    return answer.raw().headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith("audit-console="))
        .findFirst()
        .orElseThrow();
  }
}
