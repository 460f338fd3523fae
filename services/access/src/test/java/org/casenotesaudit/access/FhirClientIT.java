package org.casenotesaudit.access;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.interceptor.BearerTokenAuthInterceptor;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.access.intake.BalpServer;
import org.casenotesaudit.testkit.Issuer;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reports over HTTP as other systems send them: HAPI's client as it comes out of the box, which
 * asks what this server can do before it sends. Its BALP sink does no more than {@code create()}.
 */
class FhirClientIT {

  private static final FhirContext R4 = FhirContext.forR4();
  private static RunningAccess access;
  private static BalpServer balp;

  @BeforeAll
  static void start() {
    balp = BalpServer.start();
    access = RunningAccess.start();
  }

  @AfterAll
  static void stop() {
    access.close();
    balp.close();
  }

  @Test
  void hapisClientDeliversAReportWithItsOwnSettings() {
    String source = "intake-" + UUID.randomUUID();
    AuditEvent report = R4.newJsonParser().parseResource(AuditEvent.class, report());

    MethodOutcome first = client(source).create().resource(report).execute();
    MethodOutcome again = client(source).create().resource(report).execute();

    assertThat(first.getResponseStatusCode()).isEqualTo(201);
    assertThat(((OperationOutcome) first.getOperationOutcome()).getIssueFirstRep().getDiagnostics())
        .isEqualTo("taken in: 1 on record");
    assertThat(again.getResponseStatusCode()).isEqualTo(200);
    assertThat(eventsOf(source)).isEqualTo(1L);
  }

  @Test
  void hapisClientDeliversATransaction() {
    String source = "intake-" + UUID.randomUUID();
    var bundle = new Bundle().setType(Bundle.BundleType.TRANSACTION);
    bundle
        .addEntry()
        .setResource(R4.newJsonParser().parseResource(AuditEvent.class, report()))
        .getRequest()
        .setMethod(Bundle.HTTPVerb.POST)
        .setUrl("AuditEvent");

    Bundle answer = client(source).transaction().withBundle(bundle).execute();

    assertThat(answer.getEntryFirstRep().getResponse().getStatus()).startsWith("201");
    assertThat(eventsOf(source)).isEqualTo(1L);
  }

  @Test
  void whatCanBeDoneIsToldToWhoeverAsks() {
    HttpResponse<String> answer = access.get(null, "/fhir/metadata");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/fhir+json");
    assertThat(answer.body())
        .contains("\"resourceType\":\"CapabilityStatement\"")
        .contains("\"fhirVersion\":\"4.0.1\"")
        .contains("\"format\":[\"json\"]")
        .contains("\"type\":\"AuditEvent\",\"interaction\":[{\"code\":\"create\"}]")
        .contains("{\"code\":\"transaction\"}", "{\"code\":\"batch\"}");
  }

  @ParameterizedTest(name = "Accept: {0}")
  @ValueSource(
      strings = {
        "application/fhir+json",
        "application/json",
        "*/*",
        "application/fhir+xml;q=1.0, application/fhir+json;q=1.0"
      })
  void whoeverTakesJsonIsAnsweredAndARefusalIsAnOperationOutcome(String accept) {
    HttpResponse<String> taken = post(report(), accept);
    HttpResponse<String> refused = post("{\"resourceType\":\"Patient\"}", accept);

    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(201);
    assertThat(refused.statusCode()).isEqualTo(400);
    List.of(taken, refused).forEach(FhirClientIT::assertIsOperationOutcome);
  }

  @Test
  void whoeverTakesOnlyWhatIsNotThereHearsItAsAnOperationOutcome() {
    HttpResponse<String> answer = post(report(), "application/fhir+xml");
    assertThat(answer.statusCode()).isEqualTo(406);
    assertIsOperationOutcome(answer);
    assertThat(answer.body()).contains("\"code\":\"not-supported\"");
  }

  private static void assertIsOperationOutcome(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/fhir+json");
    assertThat(answer.body()).contains("\"resourceType\":\"OperationOutcome\"");
  }

  private static IGenericClient client(String source) {
    IGenericClient client = R4.newRestfulGenericClient(access.url() + "/fhir");
    client.registerInterceptor(new BearerTokenAuthInterceptor(token(source)));
    return client;
  }

  private static String token(String source) {
    return Issuer.running().token(source, List.of("access"), "intake");
  }

  private static HttpResponse<String> post(String body, String accept) {
    return access.send(
        access
            .request(token("intake-" + UUID.randomUUID()), "/fhir/AuditEvent")
            .header("Content-Type", "application/fhir+json")
            .header("Accept", accept)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static Object eventsOf(String source) {
    return access.sql(
        "select coalesce(sum(event_count), 0)::bigint from intake_resource where source = '"
            + source
            + "'");
  }

  /** What HAPI's interceptor tells of a worker who reads a document. */
  private static String report() {
    return balp.reportsOf("GET DocumentReference/d-1").getFirst();
  }
}
