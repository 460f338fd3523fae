package org.casenotesaudit.confidentiality;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import org.casenotesaudit.serviceframe.HttpContract;
import org.casenotesaudit.serviceframe.start.ServiceStart;

/** Starts confidentiality: the stream that judges, and its HTTP edge. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "confidentiality",
            version = "v1",
            description =
                "Judgements of accesses, with their reasons, and the rules in force."
                    + HttpContract.FOR_ALL),
    security = @SecurityRequirement(name = HttpContract.TOKEN))
@SecurityScheme(
    name = HttpContract.TOKEN,
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    bearerFormat = "JWT")
public final class Application {

  private Application() {}

  public static void main(String[] arguments) {
    ServiceStart.run(Application.class, arguments);
  }
}
