package org.casenotesaudit.casenotes;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import org.casenotesaudit.serviceframe.HttpContract;
import org.casenotesaudit.serviceframe.start.ServiceStart;

/** Starts case-notes: the room that keeps the records and decides who may open them. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "case-notes",
            version = "v1",
            description =
                "Cases, notes, recordings and authorities; decides who may open them."
                    + HttpContract.FOR_ALL),
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
