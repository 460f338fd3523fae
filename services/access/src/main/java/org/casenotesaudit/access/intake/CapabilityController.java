package org.casenotesaudit.access.intake;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import org.casenotesaudit.serviceframe.description.ErrorsAs;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.RestfulCapabilityMode;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.FHIRVersion;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;

/**
 * Tells what the intake takes, as FHIR R4's REST API asks of every server (<a
 * href="https://hl7.org/fhir/R4/http.html#capabilities">capabilities</a>). Clients ask before they
 * send anything, often before they have a token; the answer is the same everywhere and holds no
 * data, so it is open to all.
 */
@Controller("/fhir/metadata")
@Secured(SecurityRule.IS_ANONYMOUS)
@ErrorsAs(mediaType = IntakeController.FHIR_JSON, body = IntakeController.OUTCOME)
@Produces({IntakeController.FHIR_JSON, MediaType.APPLICATION_JSON})
class CapabilityController {

  /** When what is described last changed. */
  private static final String DESCRIBED_ON = "2026-11-28";

  private final FhirReader writer;

  CapabilityController(FhirReader writer) {
    this.writer = writer;
  }

  /**
   * What the intake takes.
   *
   * @return a FHIR R4 CapabilityStatement
   */
  @Get
  HttpResponse<String> capabilities() {
    return HttpResponse.ok(writer.write(statement())).contentType(IntakeController.FHIR_JSON);
  }

  private static CapabilityStatement statement() {
    var rest = new CapabilityStatementRestComponent();
    rest.setMode(RestfulCapabilityMode.SERVER);
    rest.getSecurity()
        .setDescription("A bearer token with this service as audience and the role intake.");
    rest.addResource()
        .setType("AuditEvent")
        .addInteraction()
        .setCode(TypeRestfulInteraction.CREATE);
    rest.addInteraction().setCode(SystemRestfulInteraction.TRANSACTION);
    rest.addInteraction().setCode(SystemRestfulInteraction.BATCH);
    var statement =
        new CapabilityStatement()
            .setStatus(PublicationStatus.ACTIVE)
            .setDateElement(new DateTimeType(DESCRIBED_ON))
            .setKind(CapabilityStatement.CapabilityStatementKind.INSTANCE)
            .setFhirVersion(FHIRVersion._4_0_1)
            .addRest(rest);
    statement.getImplementation().setDescription("Intake of access events of other systems");
    statement.addFormat("json");
    return statement;
  }
}
