package org.casenotesaudit.alerts;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import org.casenotesaudit.serviceframe.HttpContract;
import org.casenotesaudit.serviceframe.start.ServiceStart;

/** Starts alerts: the console of compliance officers and its REST edge. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "alerts",
            version = "v1",
            description = "Concerns and what officers do about them." + HttpContract.FOR_ALL),
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
