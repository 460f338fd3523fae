package org.casenotesaudit.serviceframe.description;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Optional;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Roles;
import org.jspecify.annotations.Nullable;

/** Windows that can be described rightly and wrongly. */
@Controller("/windows")
@Secured(Roles.AUDITOR)
@Requires(property = "spec.name", value = "ApiDescriptionTest")
final class WindowController {

  enum Glass {
    UNKNOWN,
    CLEAR,
    FROSTED
  }

  enum Side implements WireCode {
    IN_FRONT("in-front"),
    BEHIND("behind");

    private final String code;

    Side(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  @Serdeable
  record NewWindow(
      @Required @Codes(Glass.class) @Nullable String glass,
      @Codes(Side.class) @Nullable List<String> sides,
      @Nullable String doorId,
      @Format(Format.NONE) @Nullable String shopId,
      @Nullable String openedAt) {}

  @Serdeable
  record Window(@Codes(Glass.class) String glass, @Nullable String doorId) {}

  /** What is said here stands in place of what the class says. */
  @Post
  @Secured(Roles.PRACTITIONER)
  @TakesIdempotencyKey
  @Refuses(status = HttpStatus.CONFLICT, code = "window-open", when = "It is open.")
  Window make(@Body NewWindow wanted) {
    switch (String.valueOf(wanted.glass())) {
      case "open" -> throw new ProblemException(HttpStatus.CONFLICT, "window-open", "Open.");
      case "shut" -> throw new ProblemException(HttpStatus.CONFLICT, "window-shut", "Shut.");
      case "gone" -> throw new ProblemException(HttpStatus.GONE, "window-gone", "Gone.");
      default -> {}
    }
    return new Window(String.valueOf(wanted.glass()), wanted.doorId());
  }

  @Get
  Window find(@QueryValue Optional<String> glass, @QueryValue String doorId) {
    return new Window(glass.orElse("CLEAR"), doorId);
  }

  @Get("/open")
  @Secured(SecurityRule.IS_ANONYMOUS)
  Window open() {
    return new Window("CLEAR", null);
  }
}
