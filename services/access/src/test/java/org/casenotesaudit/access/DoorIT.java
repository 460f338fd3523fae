package org.casenotesaudit.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.casenotesaudit.events.RequestRefusalReason;
import org.casenotesaudit.events.RequestRefused;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.Issuer;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who comes through the door at all: tokens and roles, route by route. */
class DoorIT {

  private static final RunningAccess access = RunningAccess.shared();

  static Stream<Arguments> badTokens() {
    return Issuer.running()
        .badTokens(RunningAccess.MARIA.toString(), "access", "practitioner")
        .entrySet()
        .stream()
        .map(bad -> Arguments.of(bad.getKey(), bad.getValue().orElse(null)));
  }

  @ParameterizedTest(name = "a token that is {0} is 401")
  @MethodSource("badTokens")
  void aBadTokenOpensNothing(String how, String token) {
    UUID note = access.caseNotes.note(UUID.randomUUID(), "text");
    int asked = access.caseNotes.questionCount();

    HttpResponse<String> answer =
        access.post(token, "/v1/accesses", RunningAccess.wish("CASE_NOTE", note));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(access.caseNotes.questionCount()).isEqualTo(asked);
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

  @ParameterizedTest(name = "{0} {1} with role {2} is {3}")
  @CsvSource({
    "POST, /v1/accesses, practitioner, 404",
    "POST, /v1/accesses, auditor, 404",
    "POST, /v1/accesses, intake, 403",
    "POST, /v1/accesses, platform, 403",
    "POST, /v1/accesses, service-alerts, 403",
    "POST, /v1/accesses, content-reader, 403",
    "PUT, /v1/workers/00000000-0000-4000-8000-0000000000ff, directory-admin, 400",
    "PUT, /v1/workers/00000000-0000-4000-8000-0000000000ff, practitioner, 403",
    "PUT, /v1/workers/00000000-0000-4000-8000-0000000000ff, supervisor, 403",
    "GET, /v1/workers/00000000-0000-4000-8000-0000000000ff, practitioner, 403",
    "GET, /v1/workers/00000000-0000-4000-8000-0000000000ff, directory-admin, 404",
    "POST, /v1/workers/00000000-0000-4000-8000-000000000002/relations, practitioner, 400",
    "POST, /v1/workers/00000000-0000-4000-8000-0000000000ff/relations, practitioner, 403",
    "POST, /v1/workers/00000000-0000-4000-8000-000000000002/relations, intake, 403",
    "POST, /v1/workers/00000000-0000-4000-8000-000000000002/relations, platform, 403",
    "POST, /v1/workers/00000000-0000-4000-8000-000000000002/relations, service-alerts, 403",
    "POST, /v1/name-disclosures, compliance-officer, 403",
    "POST, /v1/name-disclosures, service-alerts, 400",
    "POST, /fhir/AuditEvent, practitioner, 403",
    "POST, /fhir/AuditEvent, intake, 400",
    "POST, /fhir, practitioner, 403",
    "POST, /fhir, intake, 400",
    "PUT, /v1/intake-mappings/workers/urn:x/1, practitioner, 403",
    "PUT, /v1/intake-mappings/workers/urn:x/1, intake, 403",
    "PUT, /v1/intake-mappings/workers/urn:x/1, directory-admin, 400",
    "GET, /v1/intake-mappings/unmapped, practitioner, 403",
    "GET, /v1/intake-mappings/unmapped, directory-admin, 200",
  })
  void theRoleDecides(String method, String path, String role, int status) {
    String token = RunningAccess.token(RunningAccess.COLIN, role);
    String body =
        path.equals("/v1/accesses") ? RunningAccess.wish("CASE_NOTE", UUID.randomUUID()) : "{}";
    String type = path.startsWith("/fhir") ? "application/fhir+json" : "application/json";
    var publisher = java.net.http.HttpRequest.BodyPublishers.ofString(body);
    var request = access.request(token, path);

    HttpResponse<String> answer =
        access.send(
            method.equals("GET")
                ? request.GET()
                : request.header("Content-Type", type).method(method, publisher));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }
}
