package org.casenotesaudit.access.intake;

import io.micronaut.core.annotation.Order;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.casenotesaudit.serviceframe.problem.Problem;

/**
 * Tells other systems in FHIR's words what the frame tells everybody else as problem details: a bad
 * token, a wrong role, a content type that is not taken, a database that is away. Stands outside
 * the filters that answer so themselves.
 */
@ServerFilter({"/fhir", "/fhir/**"})
@Order(Integer.MIN_VALUE / 2 - 1)
final class FhirProblems {

  private final FhirReader writer;

  FhirProblems(FhirReader writer) {
    this.writer = writer;
  }

  @ResponseFilter
  void tell(MutableHttpResponse<?> response) {
    if (response.body() instanceof Problem problem) {
      response.contentType(IntakeController.FHIR_JSON).body(writer.write(Outcomes.of(problem)));
    }
  }
}
