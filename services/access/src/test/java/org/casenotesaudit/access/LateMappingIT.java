package org.casenotesaudit.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.casenotesaudit.access.intake.BalpServer;
import org.casenotesaudit.events.AccessAttributed;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.AccessRefused;
import org.casenotesaudit.events.ForeignIdMapped;
import org.casenotesaudit.events.MappedPerson;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.Issuer;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What another system reported before anybody knew whom it means is told once it is known. */
class LateMappingIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Instant OCCURRED = Instant.parse("2026-03-02T09:15:30.123456Z");
  private static final RunningAccess access = RunningAccess.shared();
  @AutoClose private static final TopicReader events = TopicReader.fromNow(Topics.ACCESS_OBSERVED);
  private static final String read = aReading();

  // Of this test alone: what the other system calls itself, its worker and its client.
  private final String source = "intake-" + UUID.randomUUID();
  private final String staff = "s-" + UUID.randomUUID();
  private final String patient = "p-" + UUID.randomUUID();
  private final UUID worker = UUID.randomUUID();
  private final UUID client = UUID.randomUUID();

  @BeforeEach
  void theDirectoryKnowsTheWorker() {
    HttpResponse<String> answer =
        access.put(
            dora(),
            "/v1/workers/" + worker,
            """
            {"displayName":"Name","roles":[],"teams":[
              {"value":"%s","validFrom":"2026-03-01T00:00:00Z","validUntil":"2026-03-03T00:00:00Z"}],
             "supervisors":[],"dutyPeriods":[],"employment":[]}
            """
                .formatted(RunningAccess.CHILDREN_NORTH));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void anAccessIsToldAgainWithItsClientOnceTheClientIsMapped() {
    map("workers", staff, worker);
    report(source, report());
    AccessObserved before = next(AccessObserved.class, source, 1).getFirst();
    assertThat(before.getEnvelope().getClientId()).isNull();

    map("clients", patient, client);

    List<SpecificRecord> told = next(SpecificRecord.class, client.toString(), 2);
    ForeignIdMapped mapped = only(told, ForeignIdMapped.class);
    assertThat(mapped.getMappedPerson()).isEqualTo(MappedPerson.CLIENT);
    assertThat(mapped.getHolds()).isTrue();
    assertThat(mapped.getWorkerId()).isNull();
    assertThat(mapped.getWaitingAccessCount()).isEqualTo(1);
    assertThat(mapped.getEnvelope().getActorId()).isEqualTo(RunningAccess.DORA.toString());
    assertThat(mapped.toString()).doesNotContain(patient);
    AccessObserved again = only(told, AccessObserved.class);
    assertThat(again.getAccessId()).isEqualTo(before.getAccessId());
    assertThat(again.getForeignRecordDigest()).isEqualTo(before.getForeignRecordDigest());
    assertThat(again.getEnvelope().getActId()).isEqualTo(before.getEnvelope().getActId());
    assertThat(again.getEnvelope().getEventId()).isNotEqualTo(before.getEnvelope().getEventId());
    assertThat(UUID.fromString(again.getEnvelope().getEventId()).version()).isEqualTo(8);
    assertThat(again.getEnvelope().getSource()).isEqualTo(source);
    assertThat(again.getEnvelope().getSourceSequence()).isEqualTo(2);
    assertThat(again.getEnvelope().getOccurredAt()).isEqualTo(OCCURRED);
    assertThat(again.getEnvelope().getRecordedAt()).isAfter(before.getEnvelope().getRecordedAt());
    assertThat(again.getEnvelope().getActorId()).isEqualTo(worker.toString());
    assertThat(again.getWorkerFacts().getTeamIds())
        .as("as the directory has it for that moment")
        .containsExactly(RunningAccess.CHILDREN_NORTH.toString());
    assertThat(record("client_id")).isEqualTo(client);

    map("clients", patient, client);
    assertThat(report(source, report()).body()).contains("nothing added");
    assertThat(published("AccessObserved", "source = '" + source + "'")).isEqualTo(2L);
    assertThat(published("ForeignIdMapped", "record_key = '" + client + "'")).isEqualTo(1L);
  }

  @Test
  void whoMadeAnAccessIsToldToItsClientsFileOnceTheWorkerIsMapped() {
    map("clients", patient, client);
    report(source, report());
    AccessObserved before = next(AccessObserved.class, source, 1).getFirst();
    assertThat(before.getEnvelope().getActorId()).isNull();

    map("workers", staff, worker);

    List<SpecificRecord> told = next(SpecificRecord.class, worker.toString(), 2);
    ForeignIdMapped mapped = only(told, ForeignIdMapped.class);
    assertThat(mapped.getMappedPerson()).isEqualTo(MappedPerson.WORKER);
    assertThat(mapped.getWorkerId()).isEqualTo(worker.toString());
    assertThat(mapped.getEnvelope().getClientId()).isNull();
    AccessAttributed attributed = only(told, AccessAttributed.class);
    assertThat(attributed.getAccessId()).isEqualTo(before.getAccessId());
    assertThat(attributed.getMappingId()).isEqualTo(mapped.getMappingId());
    assertThat(attributed.getWorkerId()).isEqualTo(worker.toString());
    assertThat(attributed.getEnvelope().getClientId()).isEqualTo(client.toString());
    assertThat(attributed.getEnvelope().getActorId()).isEqualTo(RunningAccess.DORA.toString());
    assertThat(attributed.getWorkerFacts().getTeamIds())
        .containsExactly(RunningAccess.CHILDREN_NORTH.toString());
    assertThat(attributed.getWorkerFacts().getDirectoryVersion()).isEqualTo(1);
    assertThat(record("worker_id")).isEqualTo(worker);

    map("workers", staff, worker);
    assertThat(published("AccessAttributed", "record_key = '" + client + "'")).isEqualTo(1L);
    assertThat(published("AccessObserved", "source = '" + source + "'")).isEqualTo(1L);
  }

  @Test
  void anAccessThatLacksBothIsToldOnceWithBothWhenItsClientIsMapped() {
    report(source, report().replaceFirst("\"outcome\"\\s*:\\s*\"0\"", "\"outcome\":\"8\""));
    AccessRefused before = next(AccessRefused.class, source, 1).getFirst();

    map("workers", staff, worker);
    next(ForeignIdMapped.class, worker.toString(), 1);
    assertThat(record("worker_id")).isEqualTo(worker);
    map("clients", patient, client);

    AccessRefused again = next(AccessRefused.class, source, 1).getFirst();
    assertThat(again.getAccessId()).isEqualTo(before.getAccessId());
    assertThat(again.getReason()).isEqualTo(before.getReason());
    assertThat(again.getEnvelope().getClientId()).isEqualTo(client.toString());
    assertThat(again.getEnvelope().getActorId()).isEqualTo(worker.toString());
    assertThat(published("AccessAttributed", "source = 'access'", before.getAccessId())).isZero();
  }

  @Test
  void anAccessToNobodysRecordIsAttributedWithoutAClientInItsOwnScopeOnly() {
    String login = resource("hl7/AuditEvent-example-login").replace("\"95\"", quoted(staff));
    String elsewhere = "intake-" + UUID.randomUUID();
    report(source, login);
    report(elsewhere, login);

    String path = "/v1/intake-mappings/workers/-/" + staff;
    String body = "{\"id\":\"" + worker + "\",\"source\":\"" + source + "\"}";
    assertThat(access.put(dora(), path, body).statusCode()).isEqualTo(204);

    AccessAttributed attributed = next(AccessAttributed.class, worker.toString(), 1).getFirst();
    assertThat(attributed.getEnvelope().getClientId()).isNull();
    assertThat(published("AccessAttributed", "true", worker.toString())).isEqualTo(1L);
    assertThat(
            access.sql(
                "select count(*) from access_record join intake_waiting_access using (access_id)"
                    + " where source = '"
                    + elsewhere
                    + "' and worker_id is null"))
        .isEqualTo(1L);
  }

  @Test
  void anotherPersonForTheSameIdIsToldOfBothAndLeavesWhatWasAttributed() {
    report(source, report());
    map("clients", patient, client);
    UUID other = UUID.randomUUID();
    map("clients", patient, other);

    List<ForeignIdMapped> told =
        events.next(
            ForeignIdMapped.class,
            event -> List.of(client, other).contains(clientOf(event)),
            3,
            PATIENCE);
    assertThat(told.stream().filter(event -> clientOf(event).equals(client)))
        .extracting(ForeignIdMapped::getHolds)
        .containsExactly(true, false);
    assertThat(told.stream().filter(event -> clientOf(event).equals(other)))
        .singleElement()
        .satisfies(
            now -> {
              assertThat(now.getHolds()).isTrue();
              assertThat(now.getWaitingAccessCount()).isZero();
            });
    assertThat(told.stream().map(ForeignIdMapped::getMappingId).distinct()).hasSize(1);
    assertThat(record("client_id")).isEqualTo(client);
    assertThat(published("AccessObserved", "record_key = '" + other + "'")).isZero();
  }

  @Test
  void nobodyMakesAnAccessTheirOwnAndNobodyGivesTheirsAway() {
    report(source, report());
    String path = "/v1/intake-mappings/workers/urn:example:staff/" + staff;
    String own = "{\"id\":\"" + RunningAccess.DORA + "\"}";

    assertThat(access.put(dora(), path, own).statusCode()).isEqualTo(403);

    assertThat(record("worker_id")).isNull();
    assertThat(access.sql("select count(*) from intake_mapping where value = '" + staff + "'"))
        .isEqualTo(0L);
  }

  @Test
  void moreAccessesThanOneTransactionTakesAreAllToldOnceAndInOrder() {
    map("workers", staff, worker);
    int count = 1_050;
    for (int from = 0; from < count; from += 350) {
      List<String> resources = new ArrayList<>();
      for (int i = from; i < from + 350; i++) {
        resources.add(report().replace("10:15:30.123456", "10:15:30." + (100_000 + i)));
      }
      HttpResponse<String> answer = post(source, "/fhir", transaction(resources));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    map("clients", patient, client);

    List<SpecificRecord> told = next(SpecificRecord.class, client.toString(), count + 1);
    assertThat(only(told, ForeignIdMapped.class).getWaitingAccessCount()).isEqualTo(count);
    List<AccessObserved> observed =
        told.stream()
            .filter(AccessObserved.class::isInstance)
            .map(AccessObserved.class::cast)
            .toList();
    assertThat(new HashSet<>(observed.stream().map(AccessObserved::getAccessId).toList()))
        .hasSize(count);
    assertThat(observed.stream().map(event -> event.getEnvelope().getOccurredAt()).toList())
        .isSorted();
    assertThat(published("AccessObserved", "record_key = '" + client + "'"))
        .isEqualTo((long) count);
  }

  private String report() {
    return read.replace("p-1\"", patient + "\"").replace(BalpServer.USER, staff);
  }

  /**
   * What HAPI's interceptor sends when somebody reads a document about a patient, at one moment.
   */
  private static String aReading() {
    try (BalpServer server = BalpServer.start()) {
      return server
          .reportsOf("GET DocumentReference/d-1")
          .getFirst()
          .replaceFirst(
              "\"recorded\"\\s*:\\s*\"[^\"]*\"",
              "\"recorded\":\"2026-03-02T10:15:30.123456+01:00\"");
    }
  }

  private static void map(String kind, String value, UUID id) {
    String system =
        kind.equals("workers")
            ? "urn:example:staff"
            : "https:%2F%2Frecords.example%2Ffhir%2FPatient";
    HttpResponse<String> answer =
        access.put(
            dora(),
            "/v1/intake-mappings/" + kind + "/" + system + "/" + value,
            "{\"id\":\"" + id + "\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
  }

  /** Events of the type in which the text stands; others on the way are passed over. */
  private static <E extends SpecificRecord> List<E> next(Class<E> type, String text, int count) {
    return events.next(type, event -> event.toString().contains(text), count, PATIENCE);
  }

  private static <E extends SpecificRecord> E only(List<SpecificRecord> told, Class<E> type) {
    List<E> found = told.stream().filter(type::isInstance).map(type::cast).toList();
    assertThat(found).as(type.getSimpleName()).hasSize(1);
    return found.getFirst();
  }

  private static UUID clientOf(ForeignIdMapped event) {
    String id = event.getEnvelope().getClientId();
    return id == null ? new UUID(0, 0) : UUID.fromString(id);
  }

  /** A column of the one access that this test's source reported. */
  private Object record(String column) {
    return access.sql(
        "select a."
            + column
            + " from access_record a join intake_waiting_access using (access_id)"
            + " where source = '"
            + source
            + "'");
  }

  /** Events of a type in the outbox; nothing forgets them here, for no ledger runs. */
  private static long published(String type, String which) {
    return (long)
        access.sql(
            "select count(*) from outbox where event_type = 'org.casenotesaudit.events."
                + type
                + "' and "
                + which);
  }

  private static long published(String type, String which, String text) {
    String hex = "'\\x" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    return published(
        type, which + " and position(" + hex + "'::bytea in coalesce(value, payload)) > 0");
  }

  private static HttpResponse<String> report(String source, String resource) {
    return post(source, "/fhir/AuditEvent", resource);
  }

  private static HttpResponse<String> post(String source, String path, String body) {
    HttpResponse<String> answer =
        access.send(
            access
                .request(Issuer.running().token(source, List.of("access"), "intake"), path)
                .header("Content-Type", "application/fhir+json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    return answer;
  }

  private static String transaction(List<String> resources) {
    List<String> entries =
        resources.stream()
            .map(
                resource ->
                    "{\"resource\":"
                        + resource
                        + ",\"request\":{\"method\":\"POST\",\"url\":\"AuditEvent\"}}")
            .toList();
    return "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":["
        + String.join(",", entries)
        + "]}";
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private static String dora() {
    return RunningAccess.token(RunningAccess.DORA, "directory-admin");
  }

  private static String resource(String name) {
    try (var in = LateMappingIT.class.getResourceAsStream("/" + name + ".json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
