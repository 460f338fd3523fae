package org.casenotesaudit.access.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.casenotesaudit.events.Purpose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How exactly and how strictly one report is read, by changing one thing in it at a time. */
class AuditEventReadingTest {

  private static final Instant NOW = Instant.parse("2026-03-10T09:30:00Z");
  private static final FhirReader READER = new FhirReader();

  /** What HAPI's interceptor sends for a read, recorded by a finer clock. */
  private static String report;

  @BeforeAll
  static void capture() {
    try (BalpServer server = BalpServer.start()) {
      report =
          server
              .reportsOf("GET DocumentReference/d-1")
              .getFirst()
              .replaceFirst(
                  "\"recorded\":\"[^\"]*\"", "\"recorded\":\"2026-03-02T10:15:30.123456+01:00\"");
    }
  }

  @Test
  void theTimeKeepsItsMicroseconds() {
    assertThat(read(report).occurredAt()).isEqualTo(Instant.parse("2026-03-02T09:15:30.123456Z"));
  }

  @ParameterizedTest(name = "a period of {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"start\":\"2026-03-01T08:00:00Z\"|2026-03-01T08:00:00Z",
        "\"start\":\"2026-03-01T08:00:00Z\",\"end\":\"2026-03-01T09:00:00Z\"|2026-03-01T08:00:00Z",
        "\"end\":\"2026-03-01T09:00:00.000001Z\"|2026-03-01T09:00:00.000001Z",
        "\"start\":\"2026-03-01\"|2026-03-02T09:15:30.123456Z",
        "\"end\":\"2026-03\"|2026-03-02T09:15:30.123456Z",
        "\"start\":\"2026-03-02T10:15:30.9+01:00\"|2026-03-02T09:15:30.123456Z",
        "\"_start\":{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\","
            + "\"valueCode\":\"unknown\"}]}|2026-03-02T09:15:30.123456Z",
      })
  void whenItHappenedCountsAndNotWhenItWasWrittenDown(String period, Instant occurredAt) {
    String logged = report.replace("\"recorded\":", "\"period\":{" + period + "},\"recorded\":");

    assertThat(read(logged).occurredAt()).isEqualTo(occurredAt);
  }

  @ParameterizedTest(name = "purpose of use {0} is {1}")
  @CsvSource({"TREAT,DIRECT_CARE", "BTG,EMERGENCY", "SOMETHING,OTHER"})
  void thePurposeStatedForTheRequestorCounts(String code, Purpose purpose) {
    String stated =
        report.replace(
            "\"requestor\":true",
            "\"requestor\":true,\"purposeOfUse\":[{\"coding\":[{\"system\":\""
                + FhirCodes.ACT_REASON
                + "\",\"code\":\""
                + code
                + "\"}]}]");

    assertThat(read(report).purpose()).isEqualTo(Purpose.UNKNOWN);
    assertThat(read(stated).purpose()).isEqualTo(purpose);
  }

  @Test
  void whiteSpaceAndOrderMakeNoOtherResource() {
    String reordered =
        report
            .replace("\"action\":\"R\",", "")
            .replaceFirst("\\{", "{\n  \"action\" : \"R\",\n")
            .replace("},{", "},\n {");

    assertThat(reordered).isNotEqualTo(report);
    assertThat(sent(reordered).digestHex()).isEqualTo(sent(report).digestHex());
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
        "\"2026-03-02T10:15:30.123456+01:00\"|\"yesterday\"|AuditEvent.recorded:"
            + " \"yesterday\" (expected: a value of its FHIR type)",
        "\"2026-03-02T10:15:30.123456+01:00\"|\"2026-03-02\"|AuditEvent.recorded: 2026-03-02"
            + " (expected: ",
        "\"recorded\":|\"period\":{\"start\":\"2026-03-02T10:25:31+01:00\"},\"recorded\":|AuditEvent.period.start:"
            + " 2026-03-02T10:25:31+01:00 (expected: not later than recorded",
        "\"action\":\"R\"|\"action\":\"X\"|AuditEvent.action: \"X\" (expected: a value of its FHIR"
            + " type)",
        "\"requestor\":false|\"requestor\":true|AuditEvent.agent.requestor: true for 3 (expected:"
            + " true for one at most",
        "\"recorded\":|:|body: malformed JSON at line",
        "{\"reference\":\"https://records.example/fhir/Patient/p-1\"}|{\"display\":\"somebody\"}"
            + "|AuditEvent.entity[2].what: neither a reference to a patient nor an identifier",
        "{\"observer\":{\"display\":\"https://records.example/fhir\"}}|{\"site\":\"x\"}"
            + "|AuditEvent.source.observer: missing",
        "\"resourceType\":\"AuditEvent\"|\"resourceType\":\"Patient\"|resourceType: Patient"
            + " (expected: AuditEvent",
        "\"outcome\":\"0\"|\"outcome\":\"0\",\"outcome\":\"8\"|body: malformed JSON",
      })
  void whatIsNotAsFhirSaysIsRefusedWithItsElement(String found, String instead, String message) {
    assertThat(report).contains(found);
    String changed = report.replace(found, instead);

    assertThatThrownBy(() -> read(changed))
        .isInstanceOf(RefusedResourceException.class)
        .hasMessageStartingWith(message);
  }

  private static ReportedAct read(String resource) {
    return FhirAuditEventMapper.read(sent(resource).event(), NOW);
  }

  private static SentResource sent(String resource) {
    return READER.auditEvent(READER.tree(resource.getBytes(UTF_8)));
  }
}
