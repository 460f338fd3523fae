package org.casenotesaudit.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.AccessRefused;
import org.casenotesaudit.events.BreakGlassReason;
import org.casenotesaudit.events.Employment;
import org.casenotesaudit.events.Origin;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.RefusalReason;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.Issuer;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Opening a record: what is answered, what is on record, and that nothing is shown before. */
class OpeningIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final RunningAccess access = RunningAccess.shared();
  @AutoClose private static final TopicReader events = TopicReader.fromNow(Topics.ACCESS_OBSERVED);

  @Test
  void aNoteIsShownOnceAndItsAccessIsPublished() {
    UUID client = UUID.randomUUID();
    UUID note = access.caseNotes.note(client, "canary-text");

    HttpResponse<String> opened = access.open(RunningAccess.MARIA, "CASE_NOTE", note);

    assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
    Map<String, Object> answer = access.json(opened);
    assertThat(answer.get("recordKind")).isEqualTo("CASE_NOTE");
    assertThat(answer.keySet())
        .containsExactlyInAnyOrder("accessId", "recordKind", "contentUrl", "expiresAt");

    String maria = RunningAccess.token(RunningAccess.MARIA, "practitioner");
    HttpResponse<String> content = access.get(maria, (String) answer.get("contentUrl"));
    assertThat(content.statusCode()).isEqualTo(200);
    assertThat(access.json(content).get("text")).isEqualTo("canary-text");
    assertThat(content.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(content.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(access.get(maria, (String) answer.get("contentUrl")).statusCode()).isEqualTo(410);

    AccessObserved event = observed((String) answer.get("accessId"));
    assertThat(event.getEnvelope().getClientId()).isEqualTo(client.toString());
    assertThat(event.getEnvelope().getActorId()).isEqualTo(RunningAccess.MARIA.toString());
    assertThat(event.getEnvelope().getSource()).isEqualTo("access");
    assertThat(event.getRecordKind()).isEqualTo(RecordKind.CASE_NOTE);
    assertThat(event.getRecordId()).isEqualTo(note.toString());
    assertThat(event.getFactVersion()).isEqualTo("7");
    assertThat(event.getGrantId()).isNotNull();
    assertThat(event.toString()).doesNotContain("canary");
  }

  @Test
  void aWorkerUnknownToTheDirectoryIsOnRecordAsUnknown() {
    UUID stranger = UUID.randomUUID();
    UUID note = access.caseNotes.note(UUID.randomUUID(), "text");

    HttpResponse<String> opened = access.open(stranger, "CASE_NOTE", note);

    AccessObserved event = observed((String) access.json(opened).get("accessId"));
    assertThat(event.getWorkerFacts().getDirectoryVersion()).isZero();
    assertThat(event.getWorkerFacts().getRoles()).isEmpty();
    assertThat(event.getWorkerFacts().getEmployment()).isEqualTo(Employment.UNKNOWN);
    // Only the issuer's word is there to decide by.
    assertThat(access.caseNotes.lastQuestion().get("roles")).isEqualTo(List.of("practitioner"));
  }

  @Test
  void aRestrictedRecordAnswersByteForByteAsAnUnknownOne() {
    UUID client = UUID.randomUUID();
    UUID restricted = access.caseNotes.refusing("RECORD_RESTRICTED", client);

    HttpResponse<String> forRestricted = access.open(RunningAccess.COLIN, "CASE_NOTE", restricted);
    HttpResponse<String> forUnknown =
        access.open(RunningAccess.COLIN, "CASE_NOTE", UUID.randomUUID());

    assertThat(forRestricted.statusCode()).isEqualTo(404);
    assertThat(forUnknown.statusCode()).isEqualTo(404);
    assertThat(forRestricted.body()).isEqualTo(forUnknown.body());
    assertThat(withoutDate(forRestricted)).isEqualTo(withoutDate(forUnknown));
    AccessRefused event = refused(restricted);
    assertThat(event.getReason()).isEqualTo(RefusalReason.RECORD_RESTRICTED);
    assertThat(event.getEnvelope().getClientId()).isEqualTo(client.toString());
  }

  private static Map<String, List<String>> withoutDate(HttpResponse<?> answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    headers.remove("date");
    return headers;
  }

  @ParameterizedTest(name = "{0} answers {1} {2}")
  @CsvSource({
    "ROLE_NEVER_PERMITTED, 403, access-refused",
    "RECORD_RESTRICTED, 404, not-found",
    "UNKNOWN_RECORD, 404, not-found",
    "BREAK_GLASS_NOT_PERMITTED, 404, not-found",
    "NOT_IN_POST, 403, access-refused",
    "MEDIA_HELD, 403, access-refused",
    "A_REASON_OF_A_LATER_RELEASE, 403, access-refused",
  })
  void everyRefusalIsAnsweredAndOnRecord(String reason, int status, String code) {
    UUID item = access.caseNotes.refusing(reason, UUID.randomUUID());

    HttpResponse<String> answer = access.open(RunningAccess.COLIN, "CASE_NOTE", item);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(access.json(answer).get("code")).isEqualTo(code);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    refused(item);
  }

  @Test
  void breakGlassIsAskedForAndThenOnRecordWithItsCodeAndEndButNotItsWords() {
    UUID asks = access.caseNotes.askingForGlass(UUID.randomUUID());
    HttpResponse<String> asked = access.open(RunningAccess.MARIA, "CASE_NOTE", asks);
    assertThat(asked.statusCode()).isEqualTo(409);
    assertThat(access.json(asked).get("code")).isEqualTo("break-glass-required");
    assertThat(refused(asks).getReason())
        .as("asked for, which is not the same as restricted")
        .isEqualTo(RefusalReason.BREAK_GLASS_NEEDED);

    UUID note = access.caseNotes.note(UUID.randomUUID(), "text");
    String wish =
        RunningAccess.wish("CASE_NOTE", note)
            .replace(
                "\"VIEW\"",
                "\"VIEW\",\"breakGlass\":{\"reasonCode\":\"RISK_TO_LIFE\","
                    + "\"reason\":\"canary: the child is in danger\","
                    + "\"clientDateOfBirth\":\"2010-05-06\"}");
    HttpResponse<String> opened =
        access.post(RunningAccess.token(RunningAccess.MARIA, "practitioner"), "/v1/accesses", wish);

    assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
    AccessObserved event = observed((String) access.json(opened).get("accessId"));
    assertThat(event.getBreakGlass().getReasonCode()).isEqualTo(BreakGlassReason.RISK_TO_LIFE);
    assertThat(event.getBreakGlass().getValidUntil())
        .isEqualTo(event.getEnvelope().getOccurredAt().plus(Duration.ofHours(4)));
    assertThat(event.toString()).doesNotContain("canary");
    assertThat(access.caseNotes.lastQuestion().get("breakGlass"))
        .isEqualTo(Map.of("reasonCode", "RISK_TO_LIFE"));
    assertThat(access.caseNotes.lastQuestion().get("clientDateOfBirth")).isEqualTo("2010-05-06");
    assertThat(
            access.sql(
                "select reason from break_glass where access_id = '" + event.getAccessId() + "'"))
        .isEqualTo("canary: the child is in danger");
  }

  @Test
  void aReviewerReadsWhyGlassWasBrokenOnceThatIsOnRecordAndTheWorkerDoesNot() {
    UUID client = UUID.randomUUID();
    UUID note = access.caseNotes.note(client, "text");
    String wish =
        RunningAccess.wish("CASE_NOTE", note)
            .replace(
                "\"VIEW\"",
                "\"VIEW\",\"breakGlass\":{\"reasonCode\":\"RISK_TO_LIFE\","
                    + "\"reason\":\"canary: the child is in danger\"}");
    String maria = RunningAccess.token(RunningAccess.MARIA, "practitioner");
    access.json(access.post(maria, "/v1/accesses", wish));
    // Covered by the same statement; a reviewer of this one finds it too.
    String covered =
        (String) access.json(access.open(RunningAccess.MARIA, "CASE_NOTE", note)).get("accessId");
    String alerts = Issuer.running().token("alerts", List.of("access"), "service-alerts");
    String question =
        "{\"clientId\":\"%s\",\"concernId\":\"%s\",\"accessIds\":[\"%s\"],\"onBehalfOf\":{\"workerId\":\"%s\"}}";
    UUID concern = UUID.randomUUID();

    HttpResponse<String> read =
        access.post(
            alerts,
            "/v1/break-glass-reasons",
            question.formatted(client, concern, covered, RunningAccess.OMAR));

    assertThat(read.statusCode()).as(read.body()).isEqualTo(200);
    Map<?, ?> statement = (Map<?, ?>) ((List<?>) access.json(read).get("statements")).getFirst();
    assertThat(statement.get("reason")).isEqualTo("canary: the child is in danger");
    AccessObserved event = observed((String) statement.get("accessId"));
    assertThat(event.getRecordKind()).isEqualTo(RecordKind.BREAK_GLASS_REASON);
    assertThat(event.getEnvelope().getActorId()).isEqualTo(RunningAccess.OMAR.toString());
    assertThat(event.getEnvelope().getClientId()).isEqualTo(client.toString());
    assertThat(event.getEnvelope().getActId()).isEqualTo(concern.toString());
    assertThat(event.getOrigin()).isEqualTo(Origin.ALERTS_CONSOLE);
    assertThat(event.toString()).doesNotContain("canary");

    for (String notGiven :
        List.of(
            question.formatted(client, concern, covered, RunningAccess.MARIA),
            question.formatted(client, concern, UUID.randomUUID(), RunningAccess.OMAR),
            question.formatted(UUID.randomUUID(), concern, covered, RunningAccess.OMAR))) {
      HttpResponse<String> none = access.post(alerts, "/v1/break-glass-reasons", notGiven);
      assertThat(none.statusCode()).as(notGiven).isEqualTo(404);
      assertThat(none.body()).doesNotContain("canary");
    }
    assertThat(access.post(maria, "/v1/break-glass-reasons", question).statusCode()).isEqualTo(403);
  }

  @Test
  void aReasonThatIsTooShortIsToldWithFoundAndExpected() {
    UUID note = access.caseNotes.note(UUID.randomUUID(), "text");
    String wish =
        RunningAccess.wish("CASE_NOTE", note)
            .replace(
                "\"VIEW\"", "\"VIEW\",\"breakGlass\":{\"reasonCode\":\"OTHER\",\"reason\":\"\"}");

    HttpResponse<String> answer =
        access.post(RunningAccess.token(RunningAccess.MARIA, "practitioner"), "/v1/accesses", wish);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat((String) access.json(answer).get("detail"))
        .startsWith("breakGlass.reason: \"\" (expected: 10 or more characters");
  }

  @Test
  void aReasonThatCannotBeStoredIs400AndNothingIsOpened() {
    UUID note = access.caseNotes.note(UUID.randomUUID(), "text");
    String wish =
        RunningAccess.wish("CASE_NOTE", note)
            .replace(
                "\"VIEW\"",
                "\"VIEW\",\"breakGlass\":{\"reasonCode\":\"OTHER\",\"reason\":\"pasted \\u0000"
                    + " words\"}");

    HttpResponse<String> answer =
        access.post(RunningAccess.token(RunningAccess.MARIA, "practitioner"), "/v1/accesses", wish);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(access.json(answer).get("code")).isEqualTo("invalid-text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "{\"item\":{\"kind\":\"CASE_NOTE\",\"id\":\"x\"},\"action\":\"VIEW\",\"purpose\":\"AUDIT\"}",
        "{\"item\":{\"kind\":\"NOTE\",\"id\":\"00000000-0000-4000-8000-000000000001\"},"
            + "\"action\":\"VIEW\",\"purpose\":\"AUDIT\"}",
        "{\"item\":{\"kind\":\"NAME_BEHIND_CONCERN\","
            + "\"id\":\"00000000-0000-4000-8000-000000000001\"},"
            + "\"action\":\"VIEW\",\"purpose\":\"AUDIT\"}",
        "{\"item\":{\"kind\":\"CASE_NOTE\",\"id\":\"00000000-0000-4000-8000-000000000001\"},"
            + "\"action\":\"DELETE\",\"purpose\":\"AUDIT\"}",
        "{\"item\":{\"kind\":\"CASE_NOTE\",\"id\":\"00000000-0000-4000-8000-000000000001\"},"
            + "\"action\":\"VIEW\",\"purpose\":\"CURIOSITY\"}",
        "{\"item\":{\"kind\":\"CASE_NOTE\",\"id\":\"00000000-0000-4000-8000-000000000001\"},"
            + "\"action\":\"VIEW\",\"purpose\":\"AUDIT\",\"pupose\":\"AUDIT\"}"
      })
  void aWishThatIsNotAsAgreedIs400AndAsksNobody(String body) {
    int asked = access.caseNotes.questionCount();

    HttpResponse<String> answer =
        access.post(RunningAccess.token(RunningAccess.MARIA, "practitioner"), "/v1/accesses", body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(access.json(answer).get("code")).isNotNull();
    assertThat(access.caseNotes.questionCount()).isEqualTo(asked);
  }

  @Test
  void theAccessOfAnotherWorkerIsNotFound() {
    UUID note = access.caseNotes.note(UUID.randomUUID(), "text");
    String url =
        (String) access.json(access.open(RunningAccess.MARIA, "CASE_NOTE", note)).get("contentUrl");
    int redeemed = access.caseNotes.redeemedCount();
    String colin = RunningAccess.token(RunningAccess.COLIN, "practitioner");

    HttpResponse<String> stolen = access.get(colin, url);

    assertThat(stolen.statusCode()).isEqualTo(404);
    assertThat(stolen.body())
        .isEqualTo(access.get(colin, "/v1/accesses/" + UUID.randomUUID() + "/content").body());
    assertThat(access.caseNotes.redeemedCount()).isEqualTo(redeemed);
  }

  @Test
  void theSameKeyAndBodyGivesTheSameAccess() {
    UUID note = access.caseNotes.note(UUID.randomUUID(), "text");
    String key = UUID.randomUUID().toString();
    HttpResponse<String> first = withKey(key, note);
    HttpResponse<String> second = withKey(key, note);

    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(access.sql("select count(*) from access_record where record_id = '" + note + "'"))
        .isEqualTo(1L);
  }

  @Test
  void aRefusalUnderAKeyIsOnRecordOnceAndAnotherBodyUnderItIs422() {
    UUID item = access.caseNotes.refusing("RECORD_RESTRICTED", UUID.randomUUID());
    String key = UUID.randomUUID().toString();

    HttpResponse<String> first = withKey(key, item);
    HttpResponse<String> second = withKey(key, item);

    assertThat(first.statusCode()).isEqualTo(404);
    assertThat(second.statusCode()).isEqualTo(404);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(access.sql("select count(*) from access_record where record_id = '" + item + "'"))
        .isEqualTo(1L);
    assertThat(withKey(key, UUID.randomUUID()).statusCode()).isEqualTo(422);
  }

  private static HttpResponse<String> withKey(String key, UUID item) {
    return access.send(
        access
            .request(RunningAccess.token(RunningAccess.MARIA, "practitioner"), "/v1/accesses")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(RunningAccess.wish("CASE_NOTE", item))));
  }

  private static AccessObserved observed(String accessId) {
    return events
        .next(AccessObserved.class, e -> e.getAccessId().equals(accessId), 1, PATIENCE)
        .getFirst();
  }

  private static AccessRefused refused(UUID recordId) {
    return events
        .next(AccessRefused.class, e -> recordId.toString().equals(e.getRecordId()), 1, PATIENCE)
        .getFirst();
  }
}
