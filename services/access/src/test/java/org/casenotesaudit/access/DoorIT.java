package org.casenotesaudit.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.Router;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.casenotesaudit.events.RequestRefusalReason;
import org.casenotesaudit.events.RequestRefused;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.Issuer;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who comes through the door at all: tokens and roles, route by route. */
class DoorIT {

  private static final String ROOM = "org.casenotesaudit.access";
  private static final RunningAccess access = RunningAccess.shared();

  static Stream<Arguments> badTokens() {
    return bad(RunningAccess.MARIA.toString(), "practitioner");
  }

  static Stream<Arguments> badTokensOfAnotherSystem() {
    return bad("intake-" + UUID.randomUUID(), "intake");
  }

  private static Stream<Arguments> bad(String subject, String role) {
    return Issuer.running().badTokens(subject, "access", role).entrySet().stream()
        .map(bad -> Arguments.of(bad.getKey(), bad.getValue().orElse(null)));
  }

  @ParameterizedTest(name = "a token that is {0} is 401")
  @MethodSource("badTokens")
  void aBadTokenOpensNothing(String how, String token) {
    UUID note = access.caseNotes.note(UUID.randomUUID(), "text");
    int asked = access.caseNotes.questionCount();

    HttpResponse<String> answer =
        access.post(token, "/v1/accesses", RunningAccess.wish("CASE_NOTE", note));

    assertIsProblem(answer);
    assertThat(access.caseNotes.questionCount()).isEqualTo(asked);
  }

  @ParameterizedTest(name = "a token that is {0} is 401")
  @MethodSource("badTokens")
  void aBadTokenShowsNothingOfWhatItsBearerHasOpened(String how, String token) {
    UUID note = access.caseNotes.note(UUID.randomUUID(), "canary-text");
    String content =
        (String) access.json(access.open(RunningAccess.MARIA, "CASE_NOTE", note)).get("contentUrl");
    int redeemed = access.caseNotes.redeemedCount();

    HttpResponse<String> answer = access.get(token, content);

    assertIsProblem(answer);
    assertThat(answer.body()).doesNotContain("canary");
    assertThat(access.caseNotes.redeemedCount()).isEqualTo(redeemed);
  }

  private static void assertIsProblem(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(access.json(answer).get("code")).isEqualTo("token-required");
  }

  @ParameterizedTest(name = "a token that is {0} is 401")
  @MethodSource("badTokensOfAnotherSystem")
  void aBadTokenReportsNothing(String how, String token) {
    HttpResponse<String> answer = send(token, "POST", "/fhir/AuditEvent");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/fhir+json");
    assertThat(answer.body())
        .contains("\"resourceType\":\"OperationOutcome\"")
        .contains("\"code\":\"login\"");
  }

  @Test
  void theWrongRoleIsOnRecordByItsRouteAndNotByItsPath() {
    UUID worker = UUID.randomUUID();
    try (TopicReader reader = TopicReader.fromNow(Topics.refusalsOf("access"))) {
      String token = RunningAccess.token(RunningAccess.COLIN, "practitioner");
      assertThat(access.get(token, "/v1/workers/" + worker).statusCode()).isEqualTo(403);

      RequestRefused refused =
          reader
              .next(
                  RequestRefused.class,
                  event -> RunningAccess.COLIN.toString().equals(event.getEnvelope().getActorId()),
                  1,
                  Duration.ofSeconds(20))
              .getFirst();

      assertThat(refused.getReason()).isEqualTo(RequestRefusalReason.ROLE_MISSING);
      assertThat(refused.getRoute()).isEqualTo("/v1/workers/{workerId}");
      assertThat(refused.toString()).doesNotContain(worker.toString());
    }
  }

  @Test
  void theDescriptionOfTheApiIsOpenToAll() {
    HttpResponse<String> answer = access.get(null, "/openapi.yml");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("title: access", "/v1/accesses:", "/fhir/AuditEvent:");
  }

  /**
   * Method, route, role and answer; {@link #theTableNamesEveryRoute} and {@link
   * #everyRouteTurnsSomebodyAwayButTheTwoThatAskForNoRole} keep it whole.
   */
  private static final String TABLE =
      """
      POST /v1/accesses practitioner 404
      POST /v1/accesses auditor 404
      POST /v1/accesses intake 403
      POST /v1/accesses platform 403
      POST /v1/accesses service-alerts 403
      POST /v1/accesses content-reader 403
      GET /v1/accesses/{access}/content practitioner 404
      GET /v1/accesses/{access}/content content-reader 404
      PUT /v1/workers/{another} directory-admin 400
      PUT /v1/workers/{another} practitioner 403
      PUT /v1/workers/{another} supervisor 403
      PUT /v1/workers/{another} service-alerts 403
      GET /v1/workers/{another} practitioner 403
      GET /v1/workers/{another} compliance-officer 403
      GET /v1/workers/{another} directory-admin 404
      GET /v1/workers/{another} service-alerts 404
      POST /v1/workers/{me}/relations practitioner 400
      POST /v1/workers/{another}/relations practitioner 403
      POST /v1/workers/{me}/relations intake 403
      POST /v1/workers/{me}/relations platform 403
      POST /v1/workers/{me}/relations service-alerts 403
      POST /v1/workers/{me}/relations/{relation}/end practitioner 404
      POST /v1/workers/{another}/relations/{relation}/end practitioner 403
      POST /v1/workers/{another}/relations/{relation}/end directory-admin 404
      POST /v1/workers/{me}/relations/{relation}/end intake 403
      POST /v1/workers/{me}/relations/{relation}/end platform 403
      POST /v1/workers/{me}/relations/{relation}/end service-alerts 403
      POST /v1/name-disclosures service-alerts 400
      POST /v1/name-disclosures compliance-officer 403
      POST /v1/name-disclosures content-reader 403
      POST /v1/break-glass-reasons service-alerts 400
      POST /v1/break-glass-reasons compliance-officer 403
      POST /v1/break-glass-reasons practitioner 403
      POST /fhir/AuditEvent intake 400
      POST /fhir/AuditEvent practitioner 403
      POST /fhir/AuditEvent directory-admin 403
      POST /fhir intake 400
      POST /fhir practitioner 403
      POST /fhir directory-admin 403
      GET /fhir/metadata practitioner 200
      PUT /v1/intake-mappings/{kind}/{system}/{value} directory-admin 400
      PUT /v1/intake-mappings/{kind}/{system}/{value} practitioner 403
      PUT /v1/intake-mappings/{kind}/{system}/{value} intake 403
      GET /v1/intake-mappings/unmapped directory-admin 200
      GET /v1/intake-mappings/unmapped practitioner 403
      GET /v1/intake-mappings/unmapped intake 403
      """;

  private static final Map<String, Object> IDS =
      Map.of(
          "{me}", RunningAccess.COLIN,
          "{another}", "00000000-0000-4000-8000-0000000000ff",
          "{access}", "00000000-0000-4000-8000-0000000000fe",
          "{relation}", "00000000-0000-4000-8000-0000000000fd",
          "{kind}", "workers",
          "{system}", "urn:x",
          "{value}", "1");

  static Stream<Arguments> table() {
    return TABLE.lines().map(row -> Arguments.of((Object[]) row.split(" ")));
  }

  @ParameterizedTest(name = "{0} {1} with role {2} is {3}")
  @MethodSource("table")
  void theRoleDecides(String method, String route, String role, int status) {
    String path = route;
    for (Map.Entry<String, Object> id : IDS.entrySet()) {
      path = path.replace(id.getKey(), id.getValue().toString());
    }

    HttpResponse<String> answer =
        send(RunningAccess.token(RunningAccess.COLIN, role), method, path);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  private static HttpResponse<String> send(String token, String method, String path) {
    var request = access.request(token, path);
    if (method.equals("GET")) {
      return access.send(request.GET());
    }
    String body =
        path.equals("/v1/accesses") ? RunningAccess.wish("CASE_NOTE", UUID.randomUUID()) : "{}";
    String type = path.startsWith("/fhir") ? "application/fhir+json" : "application/json";
    return access.send(
        request
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  @Test
  void theTableNamesEveryRoute() {
    assertThat(
            access
                .server
                .getApplicationContext()
                .getBean(Router.class)
                .uriRoutes()
                .filter(route -> route.getDeclaringType().getName().startsWith(ROOM))
                // Comes with each GET by itself.
                .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
                .map(route -> route.getHttpMethod() + " " + route.getUriMatchTemplate())
                .map(DoorIT::withoutNames)
                .collect(Collectors.toSet()))
        .isEqualTo(named(row -> true));
  }

  @Test
  void everyRouteTurnsSomebodyAwayButTheTwoThatAskForNoRole() {
    // Content is its opener's, whoever that is; what the intake takes is told to all.
    Set<String> open = Set.of("GET /v1/accesses/{id}/content", "GET /fhir/metadata");
    Set<String> refusing = named(row -> row.endsWith(" 403"));

    assertThat(named(row -> true))
        .allSatisfy(route -> assertThat(refusing.contains(route)).isEqualTo(!open.contains(route)));
  }

  private static Set<String> named(Predicate<String> which) {
    return TABLE
        .lines()
        .filter(which)
        .map(row -> row.split(" "))
        .map(cells -> withoutNames(cells[0] + " " + cells[1]))
        .collect(Collectors.toSet());
  }

  private static String withoutNames(String route) {
    return route.replaceAll("\\{\\w+}", "{id}");
  }
}
