package org.casenotesaudit.access;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import org.casenotesaudit.serviceframe.HttpContract;
import org.casenotesaudit.serviceframe.start.ServiceStart;

/** Starts access: the room through which everybody reads, and where every reading is recorded. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "access",
            version = "v1",
            description =
                "Who opens which record and why; the directory of workers; access events of other"
                    + " systems."
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
