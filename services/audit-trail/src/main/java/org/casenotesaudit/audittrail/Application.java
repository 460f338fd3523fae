package org.casenotesaudit.audittrail;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import org.casenotesaudit.serviceframe.HttpContract;
import org.casenotesaudit.serviceframe.start.ServiceStart;

/** Starts the audit trail: ledger writer, checkpoints, tiles, proofs and exports in one process. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "audit-trail",
            version = "v1",
            description = "The log, its proofs, and exports of histories." + HttpContract.FOR_ALL),
    security = @SecurityRequirement(name = HttpContract.TOKEN))
@SecurityScheme(
    name = HttpContract.TOKEN,
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    bearerFormat = "JWT")
public final class Application {

  private Application() {}

  public static void main(String[] args) {
    ServiceStart.run(Application.class, args);
  }
}
