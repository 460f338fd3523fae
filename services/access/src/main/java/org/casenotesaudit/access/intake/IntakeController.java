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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.casenotesaudit.access.intake.IntakeDesk.Readable;
import org.casenotesaudit.access.intake.IntakeDesk.Taken;
import org.casenotesaudit.serviceframe.security.Callers;
import org.casenotesaudit.serviceframe.security.Roles;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;

/** Access events of other systems over FHIR R4's REST API. */
@Controller("/fhir")
@Secured(Roles.INTAKE)
@Consumes({IntakeController.FHIR_JSON, MediaType.APPLICATION_JSON})
@Produces({IntakeController.FHIR_JSON, MediaType.APPLICATION_JSON})
@ExecuteOn(TaskExecutors.BLOCKING)
class IntakeController {

  static final String FHIR_JSON = "application/fhir+json";

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
   */
  @Post("/AuditEvent")
  HttpResponse<String> one(@Body byte[] body, Authentication authentication) {
    String source = sourceOf(authentication);
    Taken taken = desk.take(source, List.of(read(reader.tree(body)))).getFirst();
    return answer(
        taken.again() ? HttpStatus.OK : HttpStatus.CREATED, Outcomes.of(taken, "AuditEvent"));
  }

  /**
   * Takes in a Bundle of AuditEvents. An Idempotency-Key does not apply: the same resource again
   * adds nothing.
   */
  @Post
  HttpResponse<String> bundle(@Body byte[] body, Authentication authentication) {
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
