package org.casenotesaudit.audittrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.RequestRefusalReason;
import org.casenotesaudit.events.RequestRefused;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.Issuer;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes in, and what lies open to all. */
class DoorIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final RunningTrail trail = RunningTrail.shared();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/proofs/inclusion?eventId=00000000-0000-4000-8000-000000000000",
        "/v1/proofs/consistency?from=0&to=0",
        "/v1/entries?eventId=00000000-0000-4000-8000-000000000000"
      })
  void withoutAGoodTokenNothingIsToldAndWithAnotherRoleNeither(String path) throws Exception {
    for (var bad : RunningTrail.badTokens().entrySet()) {
      HttpResponse<byte[]> answer = trail.get(path, bad.getValue());
      assertThat(answer.statusCode()).as(bad.getKey()).isEqualTo(401);
      assertThat(answer.headers().firstValue("content-type").orElse(""))
          .startsWith("application/problem+json");
    }
    assertThat(trail.get(path, trail.token("practitioner")).statusCode()).isEqualTo(403);
  }

  @Test
  void theWrongRoleIsOnRecordByItsRouteAndNotByWhatWasAskedFor() throws Exception {
    String eventId = UUID.randomUUID().toString();
    String worker = UUID.randomUUID().toString();
    String token = Issuer.running().token(worker, List.of("audit-trail"), "practitioner");
    try (TopicReader reader = TopicReader.fromNow(Topics.refusalsOf("audit-trail"))) {
      assertThat(trail.get("/v1/entries?eventId=" + eventId, token).statusCode()).isEqualTo(403);

      RequestRefused refused =
          reader
              .next(
                  RequestRefused.class,
                  event -> worker.equals(event.getEnvelope().getActorId()),
                  1,
                  SOON)
              .getFirst();
      assertThat(refused.getReason()).isEqualTo(RequestRefusalReason.ROLE_MISSING);
      assertThat(refused.getRoute()).startsWith("/v1/entries");
      assertThat(refused.toString()).doesNotContain(eventId);
      trail.proofOf(refused.getEnvelope().getEventId());
    }
  }

  @Test
  void theDescriptionOfTheApiIsOpenToAll() throws Exception {
    HttpResponse<byte[]> answer = trail.get("/openapi.yml", Optional.empty());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
        .contains("title: audit-trail", "/v1/exports:")
        .doesNotContain("/checkpoint:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/tile/0/..%2f..%2f..%2fkeys%2flog-key",
        "/tile/%2e%2e/%2e%2e/keys/log-key",
        "/tile/0/000/../../../sealed/000",
        "/tile/sealed/000",
        "/tile/0/0",
        "/tile/0/000.p/0",
        "/tile/0/000.p/256",
        "/tile/00/000",
        "/tile/0/x999/999"
      })
  void noPathButALogsOwnIsServed(String path) throws Exception {
    assertThat(trail.get(path, Optional.empty()).statusCode()).isIn(400, 404);
  }

  @Test
  void aLogThatIsNotPublicGivesTilesToAuditorsOnlyAndItsCheckpointToAll() throws Exception {
    Map<String, Object> settings = RunningTrail.settings();
    settings.put("audit-trail.log.public", "false");
    try (RunningTrail closed = RunningTrail.startedWith(settings)) {
      AccessObserved access = closed.published(UUID.randomUUID(), RunningTrail.freshSource(), 1);
      closed.proofOf(access.getEnvelope().getEventId());
      long size = closed.checkpoint().size();
      String tile = size >= 256 ? "/tile/0/000" : "/tile/0/000.p/" + size;

      assertThat(closed.get(tile, Optional.empty()).statusCode()).isEqualTo(401);
      assertThat(closed.get(tile, closed.token("practitioner")).statusCode()).isEqualTo(403);
      RunningTrail.eventually(
          () -> {
            try {
              long now = closed.checkpoint().size();
              String path = now >= 256 ? "/tile/0/000" : "/tile/0/000.p/" + now;
              return closed.get(path, closed.token("auditor")).statusCode() == 200;
            } catch (Exception e) {
              throw new AssertionError(e);
            }
          });
    }
  }
}
