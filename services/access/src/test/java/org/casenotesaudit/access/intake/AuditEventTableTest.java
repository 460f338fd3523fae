package org.casenotesaudit.access.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.access.directory.WorkerFile;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.AccessRefused;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What becomes of HL7's example AuditEvents and of what HAPI's BALP interceptor sends: taken in
 * with which events, or refused with which words. HL7's are files as published; the interceptor is
 * run, so that a new version of HAPI shows here.
 */
class AuditEventTableTest {

  private static final FhirReader READER = new FhirReader();
  private static final UUID S_17 = new UUID(0, 17);
  private static final Map<String, UUID> CLIENTS =
      Map.of("p-1", new UUID(1, 1), "p-2", new UUID(1, 2));
  private static BalpServer balp;

  @BeforeAll
  static void start() {
    balp = BalpServer.start();
  }

  @AfterAll
  static void stop() {
    balp.close();
  }

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
      })
  void anExampleOfHl7IsTakenIn(
      String resource,
      String events,
      String action,
      String record,
      String purpose,
      String patients,
      String worker) {
    String sent = file(resource);
    ReportedAct act = read(sent);

    assertThat(act.action().name()).isEqualTo(action);
    assertThat(act.recordKind().name()).isEqualTo(record);
    assertThat(act.purpose().name()).isEqualTo(purpose);
    assertThat(
            act.patients().stream()
                .map(patient -> text(patient.names().getFirst()))
                .collect(Collectors.joining(",")))
        .isEqualTo(patients == null ? "" : patients);
    assertThat(text(act.worker().getFirst())).isEqualTo(worker);
    assertThat(eventsOf(sent))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getSchema().getName()).isEqualTo(events);
              assertThat(List.of("action", "recordKind", "purpose"))
                  .map(field -> event.get(event.getSchema().getField(field).pos()).toString())
                  .containsExactly(action, record, purpose);
            });
  }

  @Test
  void theStartOfAnApplicationIsNobodysAccessAndRefused() {
    assertThatThrownBy(() -> read(file("hl7/AuditEvent-example")))
        .isInstanceOf(RefusedResourceException.class)
        .hasMessageStartingWith(
            "AuditEvent.agent.requestor: true for none, and no entity is a patient (expected: ");
  }

  /** Read: a request on HAPI's server | for each report that it makes HAPI send, its events. */
  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "GET Patient/p-1                  | VIEW CLIENT_IDENTITY of p-1 by s-17",
        "GET Patient/p-1/_history/1       | VIEW CLIENT_IDENTITY of p-1 by s-17",
        "GET DocumentReference/d-1        | VIEW CASE_NOTE of p-1 by s-17",
        "GET DocumentReference/d-both     | VIEW CASE_NOTE of p-1 by s-17;"
            + " VIEW CASE_NOTE of p-2 by s-17",
        "GET Organization/o-1             | VIEW OTHER of no client by s-17",
        "GET DocumentReference?patient=Patient/p-1&_id=d-1 | SEARCH CASE_NOTE of p-1 by s-17",
        "GET DocumentReference            | SEARCH CASE_NOTE of p-1 by s-17;"
            + " SEARCH CASE_NOTE of p-2 by s-17",
        "GET Patient?name=Canary&_id=p-2  | SEARCH CLIENT_IDENTITY of p-2 by s-17",
        "GET Organization?name=Canary     | SEARCH OTHER of no client by s-17",
        "POST DocumentReference           | CREATE CASE_NOTE of p-1 by s-17",
        "PUT DocumentReference/d-1        | AMEND CASE_NOTE of p-1 by s-17",
        "PUT DocumentReference/d-both     | AMEND CASE_NOTE of p-1 by s-17 +"
            + " AMEND CASE_NOTE of p-2 by s-17",
        "PUT DocumentReference/d-new      | CREATE CASE_NOTE of p-1 by s-17",
        "DELETE DocumentReference/d-1     | DELETE CASE_NOTE of p-1 by s-17",
        "DELETE Patient/p-1               | DELETE CLIENT_IDENTITY of p-1 by s-17",
        "POST Organization                | CREATE OTHER of no client by s-17",
        "PUT Organization/o-1             | AMEND OTHER of no client by s-17",
        "DELETE Organization/o-1          | DELETE OTHER of no client by s-17",
        // HAPI reports neither histories nor searches without a hit: nothing comes to be taken in.
        "GET DocumentReference/d-1/_history |",
        "GET DocumentReference?_id=d-404  |",
      })
  void aReportOfHapisInterceptorIsTakenIn(String request, String expected) {
    assertThat(told(balp.reportsOf(request))).isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void aUserWhomHapisServerKnowsByDisplayOnlyIsOnRecordAsNobodyKnown() {
    assertThat(told(balp.reportsOfNobodyKnown("GET DocumentReference/d-1")))
        .isEqualTo("VIEW CASE_NOTE of p-1 by nobody known");
  }

  @Test
  void noNameDisplayQueryOrDescriptionGetsIntoAnEvent() {
    var sent = new ArrayList<String>();
    for (String example : List.of("disclosure", "rest", "pixQuery")) {
      sent.add(file("hl7/AuditEvent-example-" + example));
    }
    List<String> query = balp.reportsOf("GET Patient?name=Canary");
    assertThat(query).isNotEmpty().allSatisfy(report -> assertThat(report).contains("Canary"));
    sent.addAll(query);
    sent.addAll(balp.reportsOf("PUT DocumentReference/d-both"));
    for (String one : sent) {
      for (SpecificRecord event : eventsOf(one)) {
        assertThat(event.toString())
            .doesNotContain("Grahame", "Canary", "everyone", "records.example", "Everthing")
            .doesNotContain("p-1", "s-17", "e3cdfc81a0d24bd", "aHR0", "PD94");
      }
    }
  }

  @Test
  void eventsOfOneActAreJoinedAndEveryIdComesFromTheContent() {
    String sent = balp.reportsOf("PUT DocumentReference/d-both").getFirst();

    List<SpecificRecord> first = eventsOf(sent);
    List<SpecificRecord> second = eventsOf(sent);

    assertThat(second).hasSize(2).isEqualTo(first);
    AccessObserved one = (AccessObserved) first.get(0);
    AccessObserved other = (AccessObserved) first.get(1);
    assertThat(one.getEnvelope().getActId()).isEqualTo(other.getEnvelope().getActId());
    assertThat(one.getEnvelope().getEventId()).isNotEqualTo(other.getEnvelope().getEventId());
    assertThat(one.getAccessId()).isNotEqualTo(other.getAccessId());
    assertThat(UUID.fromString(one.getEnvelope().getEventId()).version()).isEqualTo(8);
  }

  @Test
  void reportsOfOneRequestAreJoined() {
    List<String> reports = balp.reportsOf("GET DocumentReference/d-both");

    assertThat(reports).hasSize(2);
    assertThat(reports.stream().map(AuditEventTableTest::eventsOf))
        .extracting(events -> ((AccessObserved) events.getFirst()).getEnvelope().getActId())
        .containsOnly(
            ((AccessObserved) eventsOf(reports.getFirst()).getFirst()).getEnvelope().getActId());
  }

  /** The events of each report, reports parted by ";", events of one report by "+". */
  private static String told(List<String> reports) {
    return reports.stream()
        .map(
            report ->
                eventsOf(report).stream()
                    .map(event -> told((AccessObserved) event))
                    .collect(Collectors.joining(" + ")))
        .collect(Collectors.joining("; "));
  }

  private static String told(AccessObserved event) {
    String client =
        CLIENTS.entrySet().stream()
            .filter(known -> known.getValue().toString().equals(event.getEnvelope().getClientId()))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse("no client");
    String worker =
        S_17.toString().equals(event.getEnvelope().getActorId()) ? "s-17" : "nobody known";
    return event.getAction() + " " + event.getRecordKind() + " of " + client + " by " + worker;
  }

  /** What comes of a resource when p-1, p-2 and s-17 are mapped. */
  private static List<SpecificRecord> eventsOf(String resource) {
    SentResource sent = READER.auditEvent(READER.tree(resource.getBytes(UTF_8)));
    ReportedAct act = FhirAuditEventMapper.read(sent.event(), Instant.now());
    UUID worker =
        act.worker().contains(new ForeignId(BalpServer.USERS, BalpServer.USER)) ? S_17 : null;
    var meaning =
        new ForeignEvents.Meaning(
            worker,
            WorkerFile.unknown(new WorkerId(S_17)).factsAt(act.occurredAt()),
            act.patients().stream()
                .map(patient -> patient.names().getFirst().value())
                .map(value -> Optional.ofNullable(CLIENTS.get(value)))
                .toList());
    List<SpecificRecord> events =
        ForeignEvents.of(
            new ForeignEvents.Report("demo", "intake-demo", sent.digest(), sent.digestHex()),
            act,
            meaning,
            act.occurredAt());
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
    return FhirAuditEventMapper.read(
        READER.auditEvent(READER.tree(resource.getBytes(UTF_8))).event(), Instant.now());
  }

  private static String text(ForeignId id) {
    return id.system() + "#" + id.value();
  }

  private static String file(String resource) {
    try (InputStream in = AuditEventTableTest.class.getResourceAsStream("/" + resource + ".json")) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
