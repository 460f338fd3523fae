package org.casenotesaudit.access.opening;

import static org.casenotesaudit.access.opening.AccessDesk.DIRECTORY_CHANGING;
import static org.casenotesaudit.access.opening.AccessDesk.NOTHING_OPENED_MEANWHILE;
import static org.casenotesaudit.access.opening.CaseNotesUnavailableHandler.NOTHING_OPENED;
import static org.casenotesaudit.access.opening.CaseNotesUnavailableHandler.RECORDS_AWAY;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import java.time.InstantSource;
import java.util.Objects;
import org.casenotesaudit.access.opening.AccessBodies.Answer;
import org.casenotesaudit.access.opening.AccessBodies.Opened;
import org.casenotesaudit.access.opening.AccessBodies.Refusal;
import org.casenotesaudit.access.opening.AccessBodies.Wish;
import org.casenotesaudit.events.RefusalReason;
import org.casenotesaudit.serviceframe.description.Refuses;
import org.casenotesaudit.serviceframe.description.TakesIdempotencyKey;
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

  static final String ACCESS_REFUSED = "access-refused";

  private final AccessDesk desk;
  private final Idempotency idempotency;
  private final InstantSource clock;

  AccessController(AccessDesk desk, Idempotency idempotency, InstantSource clock) {
    this.desk = desk;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /**
   * Opens a record: decides, puts the access or its refusal on record, and says where the content
   * can be fetched. Also roles that may never read come in and are refused, on record.
   *
   * @return the access
   */
  @Post
  @Status(HttpStatus.CREATED)
  @TakesIdempotencyKey
  @Refuses(
      status = HttpStatus.FORBIDDEN,
      code = ACCESS_REFUSED,
      when = "You may not open this record.")
  @Refuses(
      status = HttpStatus.NOT_FOUND,
      code = "not-found",
      when = "There is no such record, or it is restricted to others.")
  @Refuses(
      status = HttpStatus.CONFLICT,
      code = "break-glass-required",
      when = "The record is restricted; an emergency can open it.")
  @Refuses(status = HttpStatus.SERVICE_UNAVAILABLE, code = RECORDS_AWAY, when = NOTHING_OPENED)
  @Refuses(
      status = HttpStatus.SERVICE_UNAVAILABLE,
      code = DIRECTORY_CHANGING,
      when = NOTHING_OPENED_MEANWHILE)
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
  HttpResponse<Opened> openRecord(
      HttpRequest<?> request, @Body Wish body, Authentication authentication) {
    Caller caller = Callers.of(authentication);
    HttpResponse<Answer> answer =
        desk.open(
            body.by(caller, clock.instant()),
            record ->
                idempotency.once(
                    request, caller, body, Answer.class, () -> answerTo(record.get())));
    Answer given = Objects.requireNonNull(answer.body());
    if (given.refusal() != null) {
      throw problemOf(given.refusal());
    }
    return HttpResponse.<Opened>status(answer.status()).body(given.opened());
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
          ProblemException.refusedOnRecord(ACCESS_REFUSED, "You may not open this record.");
      case BREAK_GLASS_REQUIRED ->
          new ProblemException(
              HttpStatus.CONFLICT,
              "break-glass-required",
              "breakGlass: missing (expected: reasonCode and reason of the emergency)");
    };
  }
}
