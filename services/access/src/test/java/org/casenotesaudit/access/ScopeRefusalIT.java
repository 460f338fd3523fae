package org.casenotesaudit.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.events.RequestRefusalReason;
import org.casenotesaudit.events.RequestRefused;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.Issuer;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who has the role, and wants what they may never do with it, is on record. */
class ScopeRefusalIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static RunningAccess access;
  private static TopicReader refusals;

  private final UUID dora = UUID.randomUUID();
  private final String admin = RunningAccess.token(dora, "directory-admin");

  @BeforeAll
  static void start() {
    access = RunningAccess.start();
    refusals = TopicReader.fromNow(Topics.refusalsOf("access"));
  }

  @AfterAll
  static void stop() {
    refusals.close();
    access.close();
  }

  @Test
  void whoeverWantsToChangeTheirOwnFileIsOnRecord() {
    HttpResponse<String> answer =
        access.put(admin, "/v1/workers/" + dora, "{\"displayName\":\"Canary\"}");

    assertRefused(answer, "own-file");
    assertThat(refusedFrom(dora).getRoute()).isEqualTo("/v1/workers/{workerId}");
  }

  @Test
  void whoeverSpeaksForAnotherAboutWhomTheyStandCloseToIsOnRecord() {
    UUID other = UUID.randomUUID();
    HttpResponse<String> answer =
        access.post(
            RunningAccess.token(dora, "practitioner"),
            "/v1/workers/" + other + "/relations",
            "{\"otherWorkerId\":\"" + dora + "\"}");

    assertRefused(answer, "not-your-relation");
    assertThat(refusedFrom(dora).getRoute()).isEqualTo("/v1/workers/{workerId}/relations");
  }

  @Test
  void whoeverMapsAForeignIdToThemselvesIsOnRecord() {
    HttpResponse<String> answer =
        access.put(
            admin,
            "/v1/intake-mappings/workers/urn:example:staff/s-" + dora,
            "{\"id\":\"" + dora + "\"}");

    assertRefused(answer, "own-file");
    RequestRefused refused = refusedFrom(dora);
    assertThat(refused.getRoute()).isEqualTo("/v1/intake-mappings/{kind}/{system}/{value}");
    assertThat(refused.toString()).doesNotContain("urn:example");
  }

  @Test
  void aSystemThatReportsInTheNameOfOneOfOurAppsIsOnRecord() {
    HttpResponse<String> answer =
        access.send(
            access
                .request(
                    Issuer.running().token("confidentiality-0-1", List.of("access"), "intake"),
                    "/fhir/AuditEvent")
                .header("Content-Type", "application/fhir+json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    assertThat(answer.body()).contains("\"code\":\"not-a-source\"");
    assertThat(refusedFrom("confidentiality-0-1").getRoute()).isEqualTo("/fhir/AuditEvent");
  }

  @Test
  void aSystemThatWantsTheContentOfAnAccessIsOnRecord() {
    String robot = "robot-" + UUID.randomUUID();
    HttpResponse<String> answer =
        access.get(
            Issuer.running().token(robot, List.of("access"), "intake"),
            "/v1/accesses/" + UUID.randomUUID() + "/content");

    assertRefused(answer, "not-a-worker");
    assertThat(refusedFrom(robot).getRoute()).isEqualTo("/v1/accesses/{accessId}/content");
  }

  @Test
  void anAccessThatIsOnRecordAsRefusedIsNotOnRecordAsARefusedRequestToo() {
    UUID item = access.caseNotes.refusing("ROLE_NEVER_PERMITTED", UUID.randomUUID());

    assertRefused(access.open(dora, "CASE_NOTE", item), "access-refused");

    assertThat(
            access.sql(
                "select count(*) from outbox where event_type like '%.RequestRefused'"
                    + " and position(convert_to('"
                    + dora
                    + "', 'UTF8') in coalesce(value, payload)) > 0"))
        .isEqualTo(0L);
  }

  private static void assertRefused(HttpResponse<String> answer, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    assertThat(access.json(answer).get("code")).isEqualTo(code);
  }

  private static RequestRefused refusedFrom(Object actor) {
    RequestRefused refused =
        refusals
            .next(
                RequestRefused.class,
                event -> actor.toString().equals(event.getEnvelope().getActorId()),
                1,
                PATIENCE)
            .getFirst();
    assertThat(refused.getReason()).isEqualTo(RequestRefusalReason.SCOPE_WRONG);
    return refused;
  }
}
