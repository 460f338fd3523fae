package org.casenotesaudit.serviceframe.description;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;

/** Serves the description to all: it holds no data. */
@Controller("/openapi.yml")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Requires(bean = ApiDescription.class)
final class ApiDescriptionController {

  /** <a href="https://www.rfc-editor.org/rfc/rfc9512">RFC 9512</a>. */
  private static final String YAML = "application/yaml";

  private final ApiDescription description;

  ApiDescriptionController(ApiDescription description) {
    this.description = description;
  }

  @Get
  @Produces(YAML)
  byte[] description() {
    return description.yaml();
  }
}
