package org.casenotesaudit.access.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.casenotesaudit.access.intake.IntakeDesk.Readable;
import org.casenotesaudit.access.intake.IntakeDesk.Taken;
import org.casenotesaudit.serviceframe.description.ErrorsAs;
import org.casenotesaudit.serviceframe.description.Refuses;
import org.casenotesaudit.serviceframe.security.Callers;
import org.casenotesaudit.serviceframe.security.Roles;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;

/** Access events of other systems over FHIR R4's REST API. */
@Controller("/fhir")
@Secured(Roles.INTAKE)
@ErrorsAs(mediaType = IntakeController.FHIR_JSON, body = IntakeController.OUTCOME)
@Consumes({IntakeController.FHIR_JSON, MediaType.APPLICATION_JSON})
@Produces({IntakeController.FHIR_JSON, MediaType.APPLICATION_JSON})
@ExecuteOn(TaskExecutors.BLOCKING)
class IntakeController {

  static final String FHIR_JSON = "application/fhir+json";

  /** What errors are, for the description of the routes. */
  static final String OUTCOME =
      "A FHIR R4 OperationOutcome. Its issue names the element, what was found and what was"
          + " expected; of what is no matter of a resource, details.coding has our code.";

  private final FhirReader reader;
  private final IntakeDesk desk;
  private final InstantSource clock;

  IntakeController(FhirReader reader, IntakeDesk desk, InstantSource clock) {
    this.reader = reader;
    this.desk = desk;
    this.clock = clock;
  }

  /**
   * Takes in one AuditEvent. An Idempotency-Key does not apply: the same resource again adds
   * nothing.
   *
   * @param body a FHIR R4 AuditEvent
   */
  @Post("/AuditEvent")
  @ApiResponse(
      responseCode = "201",
      description = "taken in: a FHIR R4 OperationOutcome, with ids that mean nobody yet")
  @ApiResponse(responseCode = "200", description = "taken in before: nothing was added")
  @Refuses(
      status = HttpStatus.FORBIDDEN,
      code = ForeignSource.NOT_A_SOURCE,
      when = "The subject of the token is no name of an intake client.")
  @Refuses(
      status = HttpStatus.BAD_REQUEST,
      code = "structure, required, value, not-supported",
      when = "It is no FHIR R4 AuditEvent that can be read.")
  @Refuses(
      status = HttpStatus.UNPROCESSABLE_ENTITY,
      code = "business-rule",
      when = "It is an AuditEvent that cannot be taken in, for instance one with two initiators.")
  HttpResponse<String> takeAuditEvent(@Body byte[] body, Authentication authentication) {
    String source = sourceOf(authentication);
    Taken taken = desk.take(source, List.of(read(reader.tree(body)))).getFirst();
    return answer(
        taken.again() ? HttpStatus.OK : HttpStatus.CREATED, Outcomes.of(taken, "AuditEvent"));
  }

  /**
   * Takes in a Bundle of AuditEvents: a transaction all or none, a batch or collection each for
   * itself. An Idempotency-Key does not apply: the same resource again adds nothing.
   *
   * @param body a FHIR R4 Bundle of AuditEvents
   * @return a FHIR R4 Bundle with an outcome for each
   */
  @Post
  @Refuses(
      status = HttpStatus.FORBIDDEN,
      code = ForeignSource.NOT_A_SOURCE,
      when = "The subject of the token is no name of an intake client.")
  @Refuses(
      status = HttpStatus.BAD_REQUEST,
      code = "structure, required, value, not-supported",
      when = "It is no Bundle that can be read, or a transaction with such an entry.")
  @Refuses(
      status = HttpStatus.UNPROCESSABLE_ENTITY,
      code = "business-rule",
      when = "It is a transaction with an AuditEvent that cannot be taken in.")
  HttpResponse<String> takeBundle(@Body byte[] body, Authentication authentication) {
    String source = sourceOf(authentication);
    SentBundle bundle = SentBundle.of(reader.tree(body));
    return answer(
        HttpStatus.OK, bundle.atomic() ? transaction(source, bundle) : batch(source, bundle));
  }

  /** All or none: the first that cannot be taken in refuses the rest with it. */
  private Bundle transaction(String source, SentBundle bundle) {
    var readable = new ArrayList<Readable>();
    for (int i = 0; i < bundle.resources().size(); i++) {
      try {
        readable.add(read(bundle.resources().get(i)));
      } catch (RefusedResourceException refused) {
        throw refused.within(placeOf(i));
      }
    }
    var answer = new Bundle().setType(Bundle.BundleType.TRANSACTIONRESPONSE);
    List<Taken> taken = desk.take(source, readable);
    for (int i = 0; i < taken.size(); i++) {
      Outcomes.add(answer, taken.get(i), placeOf(i));
    }
    return answer;
  }

  /** Each for itself, a collection too: what can be taken in is. */
  private Bundle batch(String source, SentBundle bundle) {
    var answer = new Bundle().setType(Bundle.BundleType.BATCHRESPONSE);
    for (int i = 0; i < bundle.resources().size(); i++) {
      try {
        Readable readable = read(bundle.resources().get(i));
        Outcomes.add(answer, desk.take(source, List.of(readable)).getFirst(), placeOf(i));
      } catch (RefusedResourceException refused) {
        Outcomes.add(answer, refused.within(placeOf(i)));
      }
    }
    return answer;
  }

  @Error(RefusedResourceException.class)
  HttpResponse<String> refused(RefusedResourceException refused) {
    return answer(Outcomes.statusOf(refused), Outcomes.of(refused));
  }

  private Readable read(JsonNode resource) {
    SentResource sent = reader.auditEvent(resource);
    return new Readable(sent, FhirAuditEventMapper.read(sent.event(), clock.instant()));
  }

  private HttpResponse<String> answer(HttpStatus status, IBaseResource resource) {
    return HttpResponse.<String>status(status).contentType(FHIR_JSON).body(reader.write(resource));
  }

  private static String placeOf(int entry) {
    return "Bundle.entry[" + entry + "].resource";
  }

  private static String sourceOf(Authentication authentication) {
    return ForeignSource.of(Callers.of(authentication).subject());
  }
}
