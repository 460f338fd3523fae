package org.casenotesaudit.serviceframe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, who does not, and what they are told. */
class DoorTest {

  private static ATestIssuer issuer;
  private static EmbeddedServer server;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @BeforeAll
  static void open() throws IOException {
    issuer = new ATestIssuer();
    server = serverWithKeysAt(issuer.jwksUrl());
  }

  @AfterAll
  static void close() {
    server.close();
    issuer.close();
  }

  static Stream<Arguments> tokensThatAreNone() {
    return Stream.of(
        Arguments.of("none", null),
        Arguments.of("garbage", "garbage"),
        Arguments.of("unsigned", issuer.unsigned()),
        Arguments.of("signed by another key", issuer.signedByAnotherKey()),
        Arguments.of("tampered", tampered(issuer.good("practitioner"))),
        Arguments.of(
            "expired",
            issuer.with(
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(90))))),
        Arguments.of("without an end", issuer.with(claims -> claims.expirationTime(null))),
        Arguments.of("for another audience", issuer.with(claims -> claims.audience("window"))),
        Arguments.of(
            "of another issuer", issuer.with(claims -> claims.issuer("http://other.test"))),
        Arguments.of("of another agency", issuer.with(claims -> claims.claim("agency", "other"))),
        Arguments.of("without a subject", issuer.with(claims -> claims.subject(null))));
  }

  @ParameterizedTest(name = "a token {0} is 401")
  @MethodSource("tokensThatAreNone")
  void withoutAValidTokenNobodyGetsIn(String kind, String token) throws Exception {
    var answer = get("/door", token);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertProblem(answer, "token-required");
  }

  /** Read: subject | roles. */
  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "jane.canary | practitioner",
        "jane-canary | practitioner platform",
        "jane.canary | a-role-of-nobody",
        "jane.canary | ''",
        "Jane Canary | platform",
        "jane.canary@agency.test | platform",
        "jane:canary | platform",
        "jäne | platform",
        "00000000-0000-4000-8000-00000000000A | practitioner",
        "1-2-3-4-5 | practitioner",
        " | platform",
        "12345678901234567890123456789012345678901234567890123456789012345 | platform",
      })
  void aNameThatIsNoIdIsNoSubjectAndNotRepeated(String name, String roles) throws Exception {
    String subject = name == null ? "" : name;
    var answer = get("/door", of(subject, roles));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertProblem(answer, "token-required");
    assertThat(answer.body())
        .contains("\"detail\":\"sub: not an id, and not repeated here (expected: a UUID");
    if (!subject.isEmpty()) {
      assertThat(answer.body()).doesNotContainIgnoringCase(subject);
    }
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "intake-demo | intake",
        "access | content-reader",
        "alerts | service-alerts",
        "prometheus.north_7 | platform",
        "scraper | platform intake",
        "00000000-0000-4000-8000-000000000009 | platform",
      })
  void aServiceOrAnotherSystemIsKnownByItsCode(String subject, String roles) throws Exception {
    assertThat(get("/door", of(subject, roles)).statusCode()).isEqualTo(403);
  }

  private static String of(String subject, String roles) {
    List<String> held = Stream.of(roles.split(" ")).filter(role -> !role.isEmpty()).toList();
    return issuer.with(claims -> claims.subject(subject).claim("roles", held));
  }

  @Test
  void theRightRoleGetsIn() throws Exception {
    var answer = get("/door", issuer.good("practitioner"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("00000000-0000-4000-8000-000000000001");
  }

  @Test
  void anAudienceAmongSeveralIsEnough() throws Exception {
    var token = issuer.with(claims -> claims.audience(List.of("window", "door")));
    assertThat(get("/door", token).statusCode()).isEqualTo(200);
  }

  @Test
  void aWrongRoleIs403() throws Exception {
    var answer = get("/door", issuer.good("auditor"));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertProblem(answer, "role-missing");
    assertThat(answer.body()).contains("(expected: practitioner)");
  }

  @Test
  void noRoleAtAllIs403() throws Exception {
    assertThat(get("/door", issuer.good()).statusCode()).isEqualTo(403);
  }

  @Test
  void anIssuerThatIsAwayIs503AndNot401() throws Exception {
    try (var closed = new ATestIssuer()) {
      closed.close();
      try (var lonely = serverWithKeysAt(closed.jwksUrl())) {
        var answer = get(lonely, "/door", issuer.good("practitioner"));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertProblem(answer, "issuer-unavailable");
        assertThat(get(lonely, "/health/readiness", null).statusCode()).isEqualTo(503);
      }
    }
    assertThat(get("/health/readiness", null).body()).contains("UP");
  }

  @Test
  void anUnknownFieldIs400AndNamed() throws Exception {
    var answer = post("/door", "{\"text\":\"a\",\"size\":1,\"colour\":\"red\"}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("colour: unknown (expected: one of text, size)");
    assertProblem(answer, "invalid-field");
  }

  @Test
  void malformedJsonIs400() throws Exception {
    var answer = post("/door", "{\"text\":");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertProblem(answer, "bad-request");
  }

  @Test
  void anUnknownPathIs404AsAProblem() throws Exception {
    var answer = get("/window", issuer.good("practitioner"));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertProblem(answer, "not-found");
  }

  @Test
  void anUnforeseenFailureShowsNothingOfItsInside() throws Exception {
    var answer = get("/door/broken", issuer.good("practitioner"));
    assertThat(answer.statusCode()).isEqualTo(500);
    assertProblem(answer, "internal-error");
    assertThat(answer.body()).doesNotContain("Canary", "IllegalState");
  }

  @Test
  void healthIsOpenAndMetricsAskForTheirRole() throws Exception {
    assertThat(get("/health/liveness", null).statusCode()).isEqualTo(200);
    assertThat(get("/prometheus", null).statusCode()).isEqualTo(401);
    assertThat(get("/prometheus", issuer.good("practitioner")).statusCode()).isEqualTo(403);
    var metrics = get("/prometheus", issuer.good("platform"));
    assertThat(metrics.statusCode()).isEqualTo(200);
    assertThat(metrics.body()).contains("audit_requests_refused_total");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/health/readiness", "/health/liveness"})
  void whatAServiceStandsOnIsToldToThePlatformAlone(String path) throws Exception {
    for (String token : new String[] {null, "garbage", issuer.good("practitioner")}) {
      var answer = get(path, token);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
    }
    assertThat(get(path, issuer.good("platform")).body())
        .contains("\"status\":\"UP\"", "\"details\":{");
  }

  private static EmbeddedServer serverWithKeysAt(String jwksUrl) {
    return ApplicationContext.run(
        EmbeddedServer.class,
        Map.of(
            "spec.name", "DoorTest",
            "micronaut.application.name", "door",
            "micronaut.server.port", "-1",
            "OIDC_ISSUER", ATestIssuer.ISSUER,
            "OIDC_JWKS_URL", jwksUrl));
  }

  private static void assertProblem(HttpResponse<String> answer, String code) {
    assertThat(answer.headers().firstValue("content-type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
  }

  private static HttpResponse<String> get(String path, String token) throws Exception {
    return get(server, path, token);
  }

  private static HttpResponse<String> get(EmbeddedServer from, String path, String token)
      throws Exception {
    var request = HttpRequest.newBuilder(URI.create(from.getURL() + path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(String path, String body) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(server.getURL() + path))
            .header("Authorization", "Bearer " + issuer.good("practitioner"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Other claims under the same signature. */
  private static String tampered(String token) {
    String[] parts = token.split("\\.");
    byte[] claims = Base64.getUrlDecoder().decode(parts[1]);
    String more =
        new String(claims, StandardCharsets.UTF_8)
            .replace("practitioner", "practitioner\",\"platform");
    parts[1] =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(more.getBytes(StandardCharsets.UTF_8));
    return String.join(".", parts);
  }
}
