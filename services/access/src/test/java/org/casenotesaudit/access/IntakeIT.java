package org.casenotesaudit.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.access.intake.BalpServer;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.Origin;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.Issuer;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** AuditEvents of other systems over HTTP, from the token to the topic. */
class IntakeIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int LIMIT_BYTES = 10 * 1024 * 1024;
  private static final RunningAccess access = RunningAccess.shared();
  @AutoClose private static final TopicReader events = TopicReader.fromNow(Topics.ACCESS_OBSERVED);
  @AutoClose private static final BalpServer balp = BalpServer.start();

  @Test
  void aReportIsPublishedUnderItsSourceWithTheMappedPersonsAndTheSameAgainAddsNothing() {
    String source = "intake-" + UUID.randomUUID();
    UUID client = UUID.randomUUID();
    UUID worker = Deed.aKnownWorker(access);
    map("clients", "https:%2F%2Frecords.example%2Ffhir%2FPatient", "p-1", client);
    map("workers", "urn:example:staff", "s-17", worker);
    String sent = read();

    HttpResponse<String> first = post(source, "/fhir/AuditEvent", sent);
    HttpResponse<String> again = post(source, "/fhir/AuditEvent", sent.replace("{", "{\n"));

    assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
    assertThat(first.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/fhir+json");
    assertThat(first.body()).contains("taken in: 1 on record").doesNotContain("not mapped");
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).contains("nothing added");
    List<AccessObserved> observed =
        events.next(
            AccessObserved.class, e -> e.getEnvelope().getSource().equals(source), 1, PATIENCE);
    assertThat(observed).hasSize(1);
    AccessObserved event = observed.getFirst();
    assertThat(event.getOrigin()).isEqualTo(Origin.FOREIGN_SYSTEM);
    assertThat(event.getEnvelope().getClientId()).isEqualTo(client.toString());
    assertThat(event.getEnvelope().getActorId()).isEqualTo(worker.toString());
    assertThat(event.getEnvelope().getSourceSequence()).isEqualTo(1);
    assertThat(count(source)).isEqualTo(1L);
  }

  @Test
  void whoIsNotMappedIsOnRecordWithoutThatPersonAndTheSenderIsTold() {
    String source = "intake-" + UUID.randomUUID();
    String sent = read().replace("/p-1", "/p-404").replace("\"s-17\"", "\"s-404\"");

    HttpResponse<String> answer = post(source, "/fhir/AuditEvent", sent);

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body())
        .contains("AuditEvent.entity[2].what: not mapped")
        .contains("AuditEvent.agent.where(requestor).who: not mapped");
    AccessObserved event =
        events
            .next(
                AccessObserved.class, e -> e.getEnvelope().getSource().equals(source), 1, PATIENCE)
            .getFirst();
    assertThat(event.getEnvelope().getClientId()).isNull();
    assertThat(event.getEnvelope().getActorId()).isNull();
    assertThat(event.getWorkerFacts().getDirectoryVersion()).isZero();

    String dora = RunningAccess.token(RunningAccess.DORA, "directory-admin");
    assertThat(access.get(dora, "/v1/intake-mappings/unmapped").body())
        .contains(source)
        .contains("p-404")
        .contains("s-404");
    map("workers", "urn:example:staff", "s-404", Deed.aKnownWorker(access));
    assertThat(access.get(dora, "/v1/intake-mappings/unmapped").body()).doesNotContain("s-404");
  }

  @Test
  void aTransactionIsTakenInWholeOrNotAtAll() {
    String source = "intake-" + UUID.randomUUID();
    String good = read();
    String bad = good.replace("\"recorded\"", "\"recordet\"");

    HttpResponse<String> refused = post(source, "/fhir", bundle("transaction", good, bad));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains("OperationOutcome")
        .contains("Bundle.entry[1].resource.recordet: unknown element");
    assertThat(count(source)).isEqualTo(0L);

    String ofTwo = balp.reportsOf("PUT DocumentReference/d-both").getFirst();
    HttpResponse<String> taken = post(source, "/fhir", bundle("transaction", good, ofTwo));
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
    assertThat(taken.body()).contains("transaction-response").contains("201 Created");
    assertThat(count(source)).isEqualTo(3L);
  }

  @Test
  void aBatchTakesInWhatItCanAndTellsEachEntryItsOutcome() {
    String source = "intake-" + UUID.randomUUID();
    String good = resource("hl7/AuditEvent-example-rest");

    HttpResponse<String> answer =
        post(source, "/fhir", bundle("batch", resource("hl7/AuditEvent-example"), good, good));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .contains("batch-response")
        .contains("422 Unprocessable Entity")
        .contains("Bundle.entry[0].resource.agent.requestor: true for none")
        .contains("201 Created")
        .contains("\"status\":\"200");
    assertThat(count(source)).isEqualTo(1L);
  }

  @Test
  void whatIsNoAuditEventIsRefusedWithAnOperationOutcome() {
    HttpResponse<String> answer =
        post("intake-x", "/fhir/AuditEvent", "{\"resourceType\":\"Patient\"}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("\"resourceType\":\"OperationOutcome\"")
        .contains("resourceType: Patient (expected: AuditEvent)");
  }

  @Test
  void anotherContentTypeIs415WithFoundAndExpected() {
    HttpResponse<String> answer =
        access.send(
            access
                .request(intake("intake-x"), "/fhir/AuditEvent")
                .header("Content-Type", "application/fhir+xml")
                .POST(HttpRequest.BodyPublishers.ofString("<AuditEvent/>")));
    assertThat(answer.statusCode()).isEqualTo(415);
    assertIsOperationOutcome(answer, "not-supported");
    assertThat(answer.body())
        .contains(
            "\"diagnostics\":\"Content-Type: application/fhir+xml (expected:"
                + " application/fhir+json, application/json)\"");
  }

  @Test
  void aBodyOverTheLimitIs413WithFoundAndExpected() {
    String body = "{\"resourceType\":\"" + "a".repeat(LIMIT_BYTES) + "\"}";
    HttpResponse<String> answer = post("intake-x", "/fhir/AuditEvent", body);
    assertThat(answer.statusCode()).isEqualTo(413);
    assertIsOperationOutcome(answer, "too-long");
    assertThat(answer.body())
        .contains(
            "\"diagnostics\":\"body: %d bytes (expected: at most %d bytes)\""
                .formatted(body.length(), LIMIT_BYTES));
  }

  @Test
  void aTokenThatSpeaksInTheNameOfOneOfOurAppsIsNoSource() {
    HttpResponse<String> answer = post("case-notes", "/fhir/AuditEvent", read());
    assertThat(answer.statusCode()).isEqualTo(403);
    assertIsOperationOutcome(answer, "forbidden");
    assertThat(answer.body())
        .contains("\"code\":\"not-a-source\"")
        .contains("sub: not an intake client (expected: ");
  }

  @Test
  void whoeverIsTurnedAwayAtTheDoorHearsItInFhirsWordsToo() {
    HttpResponse<String> nobody =
        access.send(
            access
                .request(null, "/fhir/AuditEvent")
                .header("Content-Type", "application/fhir+json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    HttpResponse<String> wrongRole =
        access.send(
            access
                .request(RunningAccess.token(RunningAccess.MARIA, "practitioner"), "/fhir")
                .header("Content-Type", "application/fhir+json")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

    assertThat(nobody.statusCode()).isEqualTo(401);
    assertIsOperationOutcome(nobody, "login");
    assertThat(wrongRole.statusCode()).isEqualTo(403);
    assertIsOperationOutcome(wrongRole, "forbidden");
  }

  private static void assertIsOperationOutcome(HttpResponse<String> answer, String type) {
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/fhir+json");
    assertThat(answer.body())
        .contains("\"resourceType\":\"OperationOutcome\"")
        .contains("\"code\":\"" + type + "\"");
  }

  @Test
  void anIdThatIsUniqueNowhereIsMappedForItsSourceOnly() {
    String source = "intake-" + UUID.randomUUID();
    UUID worker = Deed.aKnownWorker(access);
    String dora = RunningAccess.token(RunningAccess.DORA, "directory-admin");
    String path = "/v1/intake-mappings/workers/-/95";
    assertThat(access.put(dora, path, "{\"id\":\"" + worker + "\"}").statusCode()).isEqualTo(400);
    String body = "{\"id\":\"" + worker + "\",\"source\":\"" + source + "\"}";
    assertThat(access.put(dora, path, body).statusCode()).isEqualTo(204);

    String sent = resource("hl7/AuditEvent-example-login");
    post(source, "/fhir/AuditEvent", sent);
    String elsewhere = "intake-" + UUID.randomUUID();
    post(elsewhere, "/fhir/AuditEvent", sent);

    List<AccessObserved> observed =
        events.next(
            AccessObserved.class,
            e -> List.of(source, elsewhere).contains(e.getEnvelope().getSource()),
            2,
            PATIENCE);
    for (AccessObserved event : observed) {
      assertThat(event.getEnvelope().getActorId())
          .isEqualTo(event.getEnvelope().getSource().equals(source) ? worker.toString() : null);
    }
  }

  @Test
  void nobodyMapsAForeignIdToThemselves() {
    HttpResponse<String> answer =
        access.put(
            RunningAccess.token(RunningAccess.DORA, "directory-admin"),
            "/v1/intake-mappings/workers/urn:example:staff/s-99",
            "{\"id\":\"" + RunningAccess.DORA + "\"}");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(access.json(answer).get("code")).isEqualTo("own-file");
  }

  @Test
  void aForeignIdMeansNoWorkerWhomTheDirectoryDoesNotKnow() throws Exception {
    UUID nobody = UUID.randomUUID();
    String value = "s-" + nobody;

    HttpResponse<String> answer =
        access.put(
            RunningAccess.token(RunningAccess.DORA, "directory-admin"),
            "/v1/intake-mappings/workers/urn:example:staff/" + value,
            "{\"id\":\"" + nobody + "\"}");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(access.json(answer))
        .containsEntry("code", "invalid-field")
        .containsEntry(
            "detail", "id: \"" + nobody + "\" (expected: a worker whom the directory knows)");
    assertThat(access.sql("select count(*) from intake_mapping where value = '" + value + "'"))
        .isEqualTo(0L);
  }

  private static void map(String kind, String system, String value, UUID id) {
    HttpResponse<String> answer =
        access.put(
            RunningAccess.token(RunningAccess.DORA, "directory-admin"),
            "/v1/intake-mappings/" + kind + "/" + system + "/" + value,
            "{\"id\":\"" + id + "\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
  }

  private static HttpResponse<String> post(String source, String path, String body) {
    return access.send(
        access
            .request(intake(source), path)
            .header("Content-Type", "application/fhir+json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String intake(String source) {
    return Issuer.running().token(source, List.of("access"), "intake");
  }

  private static Object count(String source) {
    return access.sql(
        "select coalesce(sum(event_count), 0)::bigint from intake_resource where source = '"
            + source
            + "'");
  }

  private static String bundle(String type, String... resources) {
    var entries = new StringBuilder();
    for (String resource : resources) {
      entries
          .append(entries.isEmpty() ? "" : ",")
          .append("{\"resource\":")
          .append(resource)
          .append(",\"request\":{\"method\":\"POST\",\"url\":\"AuditEvent\"}}");
    }
    return "{\"resourceType\":\"Bundle\",\"type\":\"" + type + "\",\"entry\":[" + entries + "]}";
  }

  /** What HAPI's interceptor sends when worker s-17 reads a document about patient p-1. */
  private static String read() {
    return balp.reportsOf("GET DocumentReference/d-1").getFirst();
  }

  private static String resource(String name) {
    try (var in = IntakeIT.class.getResourceAsStream("/" + name + ".json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
