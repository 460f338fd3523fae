package org.casenotesaudit.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.alerts.RunningAlerts.OMAR;

import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.Router;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.casenotesaudit.alerts.StreamEvents.Flagged;
import org.casenotesaudit.alerts.console.OpenSessions;
import org.casenotesaudit.events.RequestRefusalReason;
import org.casenotesaudit.events.RequestRefused;
import org.casenotesaudit.events.Severity;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.Issuer;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who gets in: bearer tokens on the REST edge, cookies on pages, and neither in the other's place.
 */
class DoorIT {

  private static final Set<String> OPEN_PAGES =
      Set.of("/sign-in", "/sign-in/start", "/sign-in/callback", "/signed-out");

  private final RunningAlerts alerts = RunningAlerts.shared();

  static Stream<Arguments> tokens() {
    Issuer issuer = Issuer.running();
    List<String> here = List.of("alerts");
    return Stream.concat(
        issuer.badTokens(OMAR, "alerts", "compliance-officer").entrySet().stream()
            .map(bad -> Arguments.of(bad.getKey(), bad.getValue().orElse(null), 401)),
        Stream.of(
            Arguments.of("practitioner", issuer.token(OMAR, here, "practitioner"), 403),
            Arguments.of("auditor", issuer.token(OMAR, here, "auditor"), 403),
            Arguments.of("no role", issuer.token(OMAR, here), 403),
            Arguments.of("privacy lead", issuer.token(OMAR, here, "privacy-lead"), 200),
            Arguments.of("officer", issuer.token(OMAR, here, "compliance-officer"), 200)));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("tokens")
  void aTokenOpensTheQueueOnlyIfAllOfItIsRight(String what, String token, int expected) {
    assertThat(alerts.call("GET", "/v1/concerns", null, token).status()).isEqualTo(expected);
  }

  @Test
  void theWrongRoleIsOnRecordByItsRouteAndNotByItsPath() {
    String concern = StreamEvents.id();
    String practitioner = StreamEvents.id();
    try (TopicReader reader = TopicReader.fromNow(Topics.refusalsOf("alerts"))) {
      assertThat(
              alerts
                  .call(
                      "GET",
                      "/v1/concerns/" + concern,
                      null,
                      RunningAlerts.token(practitioner, "practitioner"))
                  .status())
          .isEqualTo(403);

      RequestRefused refused =
          reader
              .next(
                  RequestRefused.class,
                  event -> practitioner.equals(event.getEnvelope().getActorId()),
                  1,
                  RunningAlerts.PATIENCE)
              .getFirst();

      assertThat(refused.getReason()).isEqualTo(RequestRefusalReason.ROLE_MISSING);
      assertThat(refused.getRoute()).startsWith("/v1/concerns/{");
      assertThat(refused.toString()).doesNotContain(concern);
    }
  }

  @Test
  void theDescriptionOfTheApiIsOpenToAllAndNamesNoPages() {
    var answer = alerts.call("GET", "/openapi.yml", null, null);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .contains("title: alerts", "/v1/concerns:", "/v1/concerns/stream:")
        .doesNotContain("sign-in", "/assets");
  }

  @Test
  void everyRouteButTheSignInAsksWhoIsThere() {
    Router router = alerts.server.getApplicationContext().getBean(Router.class);
    List<String> asked =
        router
            .uriRoutes()
            .filter(
                route -> route.getDeclaringType().getName().startsWith("org.casenotesaudit.alerts"))
            .map(
                route ->
                    route.getHttpMethod()
                        + " "
                        + route.getUriMatchTemplate().toString().replaceAll("\\{[^}]*}", "x"))
            .filter(route -> !OPEN_PAGES.contains(route.split(" ")[1]))
            .filter(route -> !route.split(" ")[1].startsWith("/assets/"))
            .filter(route -> !route.startsWith(HttpMethod.HEAD.name()))
            .distinct()
            .toList();
    assertThat(asked).hasSizeGreaterThan(14);
    for (String route : asked) {
      String[] parts = route.split(" ");
      var answer =
          parts[0].equals("POST") && !parts[1].startsWith("/v1")
              ? alerts.form(parts[1], "formToken=x", "none=none")
              : alerts.call(parts[0], parts[1], null, null);
      if (parts[1].startsWith("/v1")) {
        assertThat(answer.status()).as(route).isEqualTo(401);
      } else {
        assertThat(answer.status()).as(route).isEqualTo(303);
        assertThat(answer.raw().headers().firstValue("Location"))
            .as(route)
            .hasValueSatisfying(to -> assertThat(to).startsWith("/sign-in"));
      }
    }
  }

  @Test
  void aCookieOpensNoRestRoute() {
    String cookie =
        OpenSessions.cookie(alerts.server.getApplicationContext(), OMAR, "compliance-officer");
    assertThat(alerts.call("GET", "/v1/concerns", null, null, "Cookie", cookie).status())
        .isEqualTo(401);
    assertThat(alerts.call("GET", "/", null, null, "Cookie", cookie).status()).isEqualTo(200);
  }

  @Test
  void aFormWithoutTheSessionsTokenChangesNothing() {
    String client = StreamEvents.id();
    alerts.stream.raise(
        Flagged.by(StreamEvents.id(), client), "after-ending", Severity.HIGH, 700, 1);
    String id = alerts.concernAbout(client).path("concernId").asText();
    String cookie =
        OpenSessions.cookie(alerts.server.getApplicationContext(), OMAR, "compliance-officer");
    for (String step : List.of("assign", "comments", "resolve", "reopen", "name")) {
      for (String token : List.of("", "formToken=guess&")) {
        var refused =
            alerts.form(
                "/concerns/" + id + "/" + step,
                token + "to=me&comment=x&resolution=REASON_CONFIRMED",
                cookie);
        assertThat(refused.status()).as(step).isEqualTo(403);
      }
    }
    assertThat(alerts.concernsAbout(OMAR, client).getFirst().path("status").asText())
        .isEqualTo("open");

    var page = alerts.call("GET", "/concerns/" + id, null, null, "Cookie", cookie);
    Matcher token = Pattern.compile("name=\"formToken\" value=\"([^\"]+)\"").matcher(page.body());
    assertThat(token.find()).isTrue();
    assertThat(
            alerts
                .form(
                    "/concerns/" + id + "/assign", "formToken=" + token.group(1) + "&to=me", cookie)
                .status())
        .isEqualTo(303);
    assertThat(alerts.concernsAbout(OMAR, client).getFirst().path("assignee").asText())
        .isEqualTo(OMAR);
    assertThat(alerts.form("/sign-out", "formToken=" + token.group(1), cookie).status())
        .isEqualTo(303);
    assertThat(alerts.call("GET", "/", null, null, "Cookie", cookie).status()).isEqualTo(303);
  }

  @Test
  void pagesCannotBeFramedScriptedOrCached() {
    var page = alerts.call("GET", "/sign-in", null, null).raw().headers();
    assertThat(page.firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.firstValue("Cache-Control")).hasValue("no-store");
    assertThat(page.firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @Test
  void aCallbackThatWasNeverBegunOpensNoSession() {
    var answer = alerts.call("GET", "/sign-in/callback?code=x&state=y", null, null);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.raw().headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void badInputIsNamedWithFoundAndExpected() {
    String client = StreamEvents.id();
    alerts.stream.raise(
        Flagged.by(StreamEvents.id(), client), "after-ending", Severity.HIGH, 700, 1);
    String path = "/v1/concerns/" + alerts.concernAbout(client).path("concernId").asText();
    assertRefused(alerts.get(OMAR, "/v1/concerns?status=closed"), 400, "closed");
    assertRefused(alerts.get(OMAR, "/v1/concerns?severity=worst"), 400, "worst");
    assertRefused(
        alerts.post(OMAR, path + "/resolve", Map.of("resolution", "LEGITIMATE")),
        400,
        "LEGITIMATE");
    assertRefused(
        alerts.post(OMAR, path + "/resolve", Map.of("resolution", "POLICY_BREACH")), 400, "text");
    assertRefused(alerts.post(OMAR, path + "/resolve", Map.of()), 400, "resolution");
    assertRefused(alerts.post(OMAR, path + "/comments", Map.of("text", " ")), 400, "text");
    assertRefused(alerts.post(OMAR, path + "/comments", Map.of()), 400, "text");
    assertRefused(alerts.post(OMAR, path + "/comments", "{\"text\":null}"), 400, "text");
    assertRefused(alerts.post(OMAR, path + "/assign", Map.of()), 400, "assigneeId");
    assertRefused(
        alerts.post(OMAR, path + "/comments", Map.of("text", "x".repeat(4001))), 400, "4001");
    assertThat(alerts.post(OMAR, path + "/comments", Map.of("text", "x", "colour", "red")).status())
        .isEqualTo(400);
    assertThat(alerts.post(OMAR, path + "/comments", "{").status()).isEqualTo(400);
    assertThat(alerts.post(OMAR, path + "/reopen", Map.of("text", "Why.")).code())
        .isEqualTo("concern-open");
    assertThat(alerts.post(OMAR, path + "/reopen", null).status()).isEqualTo(400);
  }

  private static void assertRefused(RunningAlerts.Answer answer, int status, String found) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("detail").asText()).contains(found).contains("expected");
  }

  @Test
  void theSameKeyGivesTheSameCommentOnce() {
    String client = StreamEvents.id();
    alerts.stream.raise(
        Flagged.by(StreamEvents.id(), client), "after-ending", Severity.HIGH, 700, 1);
    String path = "/v1/concerns/" + alerts.concernAbout(client).path("concernId").asText();
    String token = RunningAlerts.token(OMAR, "compliance-officer");
    String key = StreamEvents.id();
    var body = Map.of("text", "Once.");
    var first = alerts.call("POST", path + "/comments", body, token, "Idempotency-Key", key);
    var second = alerts.call("POST", path + "/comments", body, token, "Idempotency-Key", key);
    var other =
        alerts.call(
            "POST", path + "/comments", Map.of("text", "Other."), token, "Idempotency-Key", key);
    assertThat(second.status()).isEqualTo(first.status()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(other.status()).isEqualTo(422);
    assertThat(alerts.get(OMAR, path).json().path("comments")).hasSize(1);
  }

  @Test
  void pagesOfTheQueueFollowOneAnotherWithoutGapOrRepeat() {
    for (int i = 0; i < 5; i++) {
      alerts.stream.raise(
          Flagged.by(StreamEvents.id(), StreamEvents.id()), "after-ending", Severity.LOW, 77, 1);
    }
    RunningAlerts.await(
        "five",
        () -> alerts.get(OMAR, "/v1/concerns?severity=low&limit=200").json().path("concerns"),
        found -> found.size() >= 5);
    for (String sort : List.of("score", "newest")) {
      List<String> seen = new java.util.ArrayList<>();
      String cursor = "";
      do {
        var page =
            alerts.get(OMAR, "/v1/concerns?severity=low&limit=2&sort=" + sort + cursor).json();
        page.path("concerns").forEach(concern -> seen.add(concern.path("concernId").asText()));
        cursor =
            page.path("nextCursor").isTextual()
                ? "&cursor=" + page.path("nextCursor").asText()
                : "";
      } while (!cursor.isEmpty());
      assertThat(seen).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(5);
      assertThat(seen)
          .hasSize(
              alerts
                  .get(OMAR, "/v1/concerns?severity=low&limit=200")
                  .json()
                  .path("concerns")
                  .size());
    }
  }
}
