package org.casenotesaudit.serviceframe;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes letters that can be wrong in many ways. */
@Controller("/letters")
@Secured(SecurityRule.IS_ANONYMOUS)
@Requires(property = "spec.name", value = "BodyProblemTest")
final class LetterController {

  enum Kind {
    LETTER,
    CARD
  }

  @Serdeable
  record Sheet(@JsonProperty(required = true) String name, boolean sealed) {}

  @Serdeable
  record Letter(
      String text,
      int pages,
      @Nullable Long grams,
      @Nullable Instant writtenAt,
      @Nullable LocalDate sentOn,
      @Nullable UUID writer,
      @Nullable Kind kind,
      @Nullable List<Sheet> sheets,
      @Nullable List<String> copies) {}

  @Post
  String send(@Body Letter letter) {
    return letter.text();
  }

  @Get
  int find(@QueryValue long from) {
    return (int) from;
  }
}
