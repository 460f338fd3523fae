package org.casenotesaudit.access.opening;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import java.time.InstantSource;
import org.casenotesaudit.access.opening.AccessBodies.Answer;
import org.casenotesaudit.access.opening.AccessBodies.Refusal;
import org.casenotesaudit.access.opening.AccessBodies.Wish;
import org.casenotesaudit.events.RefusalReason;
import org.casenotesaudit.serviceframe.idempotency.Idempotency;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Caller;
import org.casenotesaudit.serviceframe.security.Callers;
import org.casenotesaudit.serviceframe.security.Roles;

/**
 * Opens records over HTTP. The door is wide: also roles that may never read come in, so that their
 * attempt is decided and on record with the client whom it concerned.
 */
@Controller("/v1/accesses")
@ExecuteOn(TaskExecutors.BLOCKING)
class AccessController {

  private final AccessDesk desk;
  private final Idempotency idempotency;
  private final InstantSource clock;

  AccessController(AccessDesk desk, Idempotency idempotency, InstantSource clock) {
    this.desk = desk;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  @Post
  @Secured({
    Roles.PRACTITIONER,
    Roles.SUPERVISOR,
    Roles.EMERGENCY_DUTY,
    Roles.RECORDS_REQUEST,
    Roles.PRIVACY_LEAD,
    Roles.COMPLIANCE_OFFICER,
    Roles.AUDITOR,
    Roles.DIRECTORY_ADMIN
  })
  HttpResponse<Answer> open(
      HttpRequest<?> request, @Body Wish body, Authentication authentication) {
    Caller caller = Callers.of(authentication);
    HttpResponse<Answer> answer =
        desk.open(
            body.by(caller, clock.instant()),
            record ->
                idempotency.once(
                    request, caller, body, Answer.class, () -> answerTo(record.get())));
    Answer given = answer.body();
    if (given != null && given.refusal() != null) {
      throw problemOf(given.refusal());
    }
    return answer;
  }

  /** A refusal is an answer here, not an exception: it must commit. */
  private static HttpResponse<Answer> answerTo(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Opened opened ->
          HttpResponse.created(
              new Answer(
                  opened.accessId().toString(),
                  opened.recordKind().name(),
                  "/v1/accesses/" + opened.accessId() + "/content",
                  opened.expiresAt(),
                  null));
      case Outcome.Refused refused -> refusal(refusalFor(refused.reason()));
      case Outcome.BreakGlassRequired required -> refusal(Refusal.BREAK_GLASS_REQUIRED);
    };
  }

  private static HttpResponse<Answer> refusal(Refusal refusal) {
    return HttpResponse.<Answer>status(problemStatus(refusal))
        .body(new Answer(null, null, null, null, refusal));
  }

  /**
   * A record restricted to others answers exactly as one that does not exist, and so does one on
   * which glass was broken in vain: who asks must not learn from the answer whose client it is.
   */
  static Refusal refusalFor(RefusalReason reason) {
    return switch (reason) {
      case RECORD_RESTRICTED, UNKNOWN_RECORD, BREAK_GLASS_NOT_PERMITTED -> Refusal.NOT_FOUND;
      case BREAK_GLASS_NEEDED -> Refusal.BREAK_GLASS_REQUIRED;
      case ROLE_NEVER_PERMITTED, FACTS_CHANGED, NOT_IN_POST, MEDIA_HELD, UNKNOWN ->
          Refusal.NOT_PERMITTED;
    };
  }

  private static HttpStatus problemStatus(Refusal refusal) {
    return switch (refusal) {
      case NOT_FOUND -> HttpStatus.NOT_FOUND;
      case NOT_PERMITTED -> HttpStatus.FORBIDDEN;
      case BREAK_GLASS_REQUIRED -> HttpStatus.CONFLICT;
    };
  }

  private static ProblemException problemOf(Refusal refusal) {
    return switch (refusal) {
      case NOT_FOUND -> ProblemException.notFound();
      case NOT_PERMITTED ->
          ProblemException.refusedOnRecord("access-refused", "You may not open this record.");
      case BREAK_GLASS_REQUIRED ->
          new ProblemException(
              HttpStatus.CONFLICT,
              "break-glass-required",
              "breakGlass: missing (expected: reasonCode and reason of the emergency)");
    };
  }
}
