package org.casenotesaudit.access.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.access.directory.WorkerFile;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.AccessRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What becomes of HL7's example AuditEvents and of what HAPI's BALP interceptor sends: taken in
 * with which events, or refused with which words.
 */
class AuditEventTableTest {

  private static final Instant NOW = Instant.parse("2026-03-10T09:30:00Z");
  private static final FhirReader READER = new FhirReader();

  @ParameterizedTest(name = "{0}: {1} {2} {3} {4}, patients {5}")
  @CsvSource(
      delimiter = '|',
      value = {
        // resource | events | action | record | purpose | patients | worker
        "hl7/AuditEvent-example-disclosure | AccessObserved | EXPORT | CLIENT_IDENTITY | PUBLICITY"
            + " | Patient#example | -#SomeIdiot@nowhere",
        "hl7/AuditEvent-example-error      | AccessRefused  | CREATE | OTHER           | UNKNOWN  "
            + " |                 | -#95",
        "hl7/AuditEvent-example-login      | AccessObserved | UNKNOWN| OTHER           | UNKNOWN  "
            + " |                 | -#95",
        "hl7/AuditEvent-example-logout     | AccessObserved | UNKNOWN| OTHER           | UNKNOWN  "
            + " |                 | -#95",
        "hl7/AuditEvent-example-media      | AccessObserved | EXPORT | OTHER           | UNKNOWN  "
            + " | -#e3cdfc81a0d24bd^^^&2.16.840.1.113883.4.2&ISO | -#95",
        "hl7/AuditEvent-example-pixQuery   | AccessObserved | SEARCH | OTHER           | UNKNOWN  "
            + " | -#e3cdfc81a0d24bd^^^&2.16.840.1.113883.4.2&ISO | -#95",
        "hl7/AuditEvent-example-rest       | AccessObserved | VIEW   | CLIENT_IDENTITY | UNKNOWN  "
            + " | Patient#example | -#95",
        "hl7/AuditEvent-example-search     | AccessObserved | SEARCH | OTHER           | UNKNOWN  "
            + " |                 | -#95",
        "balp/patient-read                 | AccessObserved | VIEW   | CASE_NOTE       |"
            + " DIRECT_CARE | https://records.example/fhir/Patient#p-1 | urn:example:staff#s-17",
        "balp/patient-query-two-patients   | AccessObserved,AccessObserved | SEARCH | OTHER |"
            + " UNKNOWN |"
            + " https://records.example/fhir/Patient#p-1,https://records.example/fhir/Patient#p-2 |"
            + " urn:example:staff#s-17",
      })
  void isTakenIn(
      String resource,
      String events,
      String action,
      String record,
      String purpose,
      String patients,
      String worker) {
    ReportedAct act = read(resource);

    assertThat(act.action().name()).isEqualTo(action);
    assertThat(act.recordKind().name()).isEqualTo(record);
    assertThat(act.purpose().name()).isEqualTo(purpose);
    assertThat(
            act.patients().stream()
                .map(patient -> text(patient.names().getFirst()))
                .collect(Collectors.joining(",")))
        .isEqualTo(patients == null ? "" : patients);
    assertThat(text(act.worker().getFirst())).isEqualTo(worker);
    assertThat(
            eventsOf(resource, act).stream()
                .map(event -> event.getSchema().getName())
                .collect(Collectors.joining(",")))
        .isEqualTo(events);
  }

  @Test
  void theStartOfAnApplicationIsNobodysAccessAndRefused() {
    assertThatThrownBy(() -> read("hl7/AuditEvent-example"))
        .isInstanceOf(RefusedResourceException.class)
        .hasMessageStartingWith(
            "AuditEvent.agent.requestor: true for none, and no entity is a patient (expected: ");
  }

  @Test
  void noNameDisplayQueryOrDescriptionGetsIntoAnEvent() {
    for (String resource :
        List.of(
            "hl7/AuditEvent-example-disclosure",
            "hl7/AuditEvent-example-rest",
            "hl7/AuditEvent-example-pixQuery",
            "balp/patient-read",
            "balp/patient-query-two-patients")) {
      for (SpecificRecord event : eventsOf(resource, read(resource))) {
        assertThat(event.toString())
            .doesNotContain("Grahame", "Canary", "everyone", "records.example", "Everthing")
            .doesNotContain("p-1", "s-17", "e3cdfc81a0d24bd", "aHR0", "PD94");
      }
    }
  }

  @Test
  void eventsOfOneActAreJoinedAndEveryIdComesFromTheContent() {
    String resource = "balp/patient-query-two-patients";

    List<SpecificRecord> first = eventsOf(resource, read(resource));
    List<SpecificRecord> second = eventsOf(resource, read(resource));

    assertThat(second).isEqualTo(first);
    AccessObserved one = (AccessObserved) first.get(0);
    AccessObserved other = (AccessObserved) first.get(1);
    assertThat(one.getEnvelope().getActId()).isEqualTo(other.getEnvelope().getActId());
    assertThat(one.getEnvelope().getEventId()).isNotEqualTo(other.getEnvelope().getEventId());
    assertThat(one.getAccessId()).isNotEqualTo(other.getAccessId());
    assertThat(UUID.fromString(one.getEnvelope().getEventId()).version()).isEqualTo(8);
    AccessObserved sameRequest =
        (AccessObserved) eventsOf("balp/patient-read", read("balp/patient-read")).getFirst();
    assertThat(sameRequest.getEnvelope().getActId()).isEqualTo(one.getEnvelope().getActId());
  }

  @Test
  void theTimeKeepsItsMicroseconds() {
    assertThat(read("balp/patient-read").occurredAt())
        .isEqualTo(Instant.parse("2026-03-02T09:15:30.123456Z"));
  }

  @Test
  void whiteSpaceAndOrderMakeNoOtherResource() {
    byte[] sent = bytes("balp/patient-read");
    String reordered =
        new String(sent, java.nio.charset.StandardCharsets.UTF_8)
            .replace("\n", " ")
            .replace("\"action\": \"R\",", "")
            .replaceFirst("\\{", "{\"action\":\"R\",");
    assertThat(
            READER
                .auditEvent(
                    READER.tree(reordered.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .digestHex())
        .isEqualTo(READER.auditEvent(READER.tree(sent)).digestHex());
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"recorded\"|\"recordet\"|AuditEvent.recordet: unknown element",
        "\"2026-03-02T10:15:30.123456+01:00\"|\"2026-03-12T10:15:30Z\"|AuditEvent.recorded:"
            + " 2026-03-12T10:15:30Z (expected: not later than now",
        "\"2026-03-02T10:15:30.123456+01:00\"|\"1026-03-02T10:15:30Z\"|AuditEvent.recorded:"
            + " 1026-03-02T10:15:30Z (expected: 2000",
        "\"2026-03-02T10:15:30.123456+01:00\"|\"yesterday\"|AuditEvent",
        "\"2026-03-02T10:15:30.123456+01:00\"|\"2026-03-02\"|AuditEvent.recorded: 2026-03-02"
            + " (expected: ",
        "\"action\": \"R\"|\"action\": \"X\"|AuditEvent",
        "\"requestor\": false|\"requestor\": true|AuditEvent.agent.requestor: true for 3 (expected:"
            + " true for one at most",
        "\"requestor\": true,|,|body: malformed JSON at line",
        "{\"reference\": \"https://records.example/fhir/Patient/p-1\"}|{\"display\":"
            + " \"somebody\"}|AuditEvent.entity[2].what: neither a reference to a patient nor an"
            + " identifier",
        "{\"observer\": {\"display\": \"https://records.example/fhir\"}}|{\"site\":"
            + " \"x\"}|AuditEvent.source.observer: missing",
        "\"resourceType\": \"AuditEvent\"|\"resourceType\": \"Patient\"|resourceType: Patient"
            + " (expected: AuditEvent",
        "\"outcome\": \"0\"|\"outcome\": \"0\", \"outcome\": \"8\"|body: malformed JSON",
      })
  void whatIsNotAsFhirSaysIsRefusedWithItsElement(String found, String instead, String message) {
    String sent = new String(bytes("balp/patient-read"), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(sent).contains(found);
    byte[] changed = sent.replace(found, instead).getBytes(java.nio.charset.StandardCharsets.UTF_8);

    assertThatThrownBy(
            () -> FhirAuditEventMapper.read(READER.auditEvent(READER.tree(changed)).event(), NOW))
        .isInstanceOf(RefusedResourceException.class)
        .hasMessageStartingWith(message);
  }

  private static List<SpecificRecord> eventsOf(String resource, ReportedAct act) {
    SentResource sent = READER.auditEvent(READER.tree(bytes(resource)));
    var clients = new ArrayList<Optional<UUID>>();
    act.patients().forEach(patient -> clients.add(Optional.of(UUID.randomUUID())));
    UUID worker = new UUID(0, 7);
    var meaning =
        new ForeignEvents.Meaning(
            worker,
            WorkerFile.unknown(new WorkerId(worker)).factsAt(NOW),
            clients.stream().map(c -> c.map(any -> new UUID(1, 1))).toList());
    List<SpecificRecord> events =
        ForeignEvents.of(
            new ForeignEvents.Report("demo", "intake-demo", sent.digest(), sent.digestHex()),
            act,
            meaning,
            NOW);
    for (SpecificRecord event : events) {
      if (event instanceof AccessObserved observed) {
        assertThat(observed.getEnvelope().getSource()).isEqualTo("intake-demo");
        assertThat(observed.getForeignRecordDigest()).isEqualTo(sent.digestHex());
      } else {
        assertThat(event).isInstanceOf(AccessRefused.class);
      }
    }
    return events;
  }

  private static ReportedAct read(String resource) {
    return FhirAuditEventMapper.read(READER.auditEvent(READER.tree(bytes(resource))).event(), NOW);
  }

  private static String text(ForeignId id) {
    return id.system() + "#" + id.value();
  }

  private static byte[] bytes(String resource) {
    try (InputStream in = AuditEventTableTest.class.getResourceAsStream("/" + resource + ".json")) {
      return in.readAllBytes();
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
