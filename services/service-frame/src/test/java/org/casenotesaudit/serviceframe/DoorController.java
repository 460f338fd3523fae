package org.casenotesaudit.serviceframe;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Callers;
import org.casenotesaudit.serviceframe.security.Roles;

/** Something behind the door. */
@Controller("/door")
@Secured(Roles.PRACTITIONER)
@Requires(property = "spec.name", value = "DoorTest")
final class DoorController {

  @Serdeable
  record Question(String text, int size) {}

  @Get
  String open(Authentication authentication) {
    return Callers.of(authentication).subject();
  }

  @Post
  String ask(@Body Question question) {
    return question.text();
  }

  @Get("/missing")
  String missing() {
    throw ProblemException.notFound();
  }

  @Get("/broken")
  String broken() {
    throw new IllegalStateException("Jane Canary wrote: a secret");
  }
}
