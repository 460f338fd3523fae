package org.casenotesaudit.casenotes.http;

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
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.UUID;
import org.casenotesaudit.casenotes.changes.Assignee;
import org.casenotesaudit.casenotes.changes.ObjectionWork;
import org.casenotesaudit.events.ObjectionOutcome;
import org.casenotesaudit.serviceframe.description.Codes;
import org.casenotesaudit.serviceframe.description.Example;
import org.casenotesaudit.serviceframe.description.Refuses;
import org.casenotesaudit.serviceframe.description.Required;
import org.casenotesaudit.serviceframe.description.TakesIdempotencyKey;
import org.casenotesaudit.serviceframe.idempotency.Idempotency;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Caller;
import org.casenotesaudit.serviceframe.security.Callers;
import org.casenotesaudit.serviceframe.security.Roles;
import org.jspecify.annotations.Nullable;

/** Objections of clients to accesses by a worker or a team. */
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class ObjectionController {

  private static final int REASON_CHARACTERS_MAX = 4_000;

  private final ObjectionWork objections;
  private final Fields fields;
  private final Idempotency idempotency;

  ObjectionController(ObjectionWork objections, Fields fields, Idempotency idempotency) {
    this.objections = objections;
    this.fields = fields;
    this.idempotency = idempotency;
  }

  /**
   * Against whom a client objects: exactly one of workerId and teamId.
   *
   * @param workerId the worker; exactly one of workerId and teamId
   * @param teamId the team; exactly one of workerId and teamId
   * @param raisedAt when the client said so, not in the future; now if not sent
   */
  @Serdeable
  record NewObjection(
      @Nullable String workerId, @Nullable String teamId, @Nullable String raisedAt) {}

  /**
   * Records that a client objects to accesses by a worker or a team.
   *
   * @param clientId the client
   * @return the objection, as an id
   */
  @Post("/clients/{clientId}/objections")
  @Status(HttpStatus.CREATED)
  @TakesIdempotencyKey
  @Refuses(
      status = HttpStatus.NOT_FOUND,
      code = "not-found",
      when = "There is no such client, or it is not open to you.")
  @Secured({Roles.PRACTITIONER, Roles.SUPERVISOR})
  HttpResponse<Created.Objection> raiseObjection(
      HttpRequest<?> request,
      Authentication authentication,
      String clientId,
      @Body NewObjection body) {
    Caller caller = Callers.of(authentication);
    UUID id = fields.id("clientId", clientId);
    Assignee against = fields.assignee(body.workerId(), body.teamId());
    Instant raisedAt = fields.past("raisedAt", body.raisedAt());
    return idempotency.once(
        request,
        caller,
        body,
        Created.Objection.class,
        () ->
            HttpResponse.created(
                new Created.Objection(objections.raise(caller, id, against, raisedAt).toString())));
  }

  /**
   * How an objection is decided.
   *
   * @param outcome what was decided
   * @param clientTold whether the client was told
   * @param reason the duty and why it weighs more, 1 to 4,000 characters; needed for
   *     OVERRIDDEN_BY_DUTY
   */
  @Serdeable
  record Ruling(
      @Required @Codes(ObjectionOutcome.class) @Nullable String outcome,
      @Required @Nullable Boolean clientTold,
      @Example("A safeguarding enquiry is open.") @Nullable String reason) {

    /** People's words stay out of logs even where somebody logs the record. */
    @Override
    public String toString() {
      return "Ruling[sealed]";
    }
  }

  /**
   * Decides an objection. Nobody decides one against themselves, or one that they recorded.
   *
   * @param objectionId the objection
   * @return the objection
   */
  @Post("/objections/{objectionId}/decide")
  @TakesIdempotencyKey
  @Refuses(
      status = HttpStatus.FORBIDDEN,
      code = "own-objection",
      when = "The objection is against you.")
  @Refuses(status = HttpStatus.FORBIDDEN, code = "own-record", when = "You recorded the objection.")
  @Refuses(
      status = HttpStatus.NOT_FOUND,
      code = "not-found",
      when = "There is no such objection, or it is not open to you.")
  @Refuses(
      status = HttpStatus.CONFLICT,
      code = "objection-decided",
      when = "The objection was decided before.")
  @Secured({Roles.SUPERVISOR, Roles.PRIVACY_LEAD})
  HttpResponse<Created.Objection> decideObjection(
      HttpRequest<?> request,
      Authentication authentication,
      String objectionId,
      @Body Ruling body) {
    Caller caller = Callers.of(authentication);
    UUID id = fields.id("objectionId", objectionId);
    ObjectionOutcome outcome = fields.code("outcome", body.outcome(), ObjectionOutcome.class);
    ObjectionWork.Ruling ruling =
        new ObjectionWork.Ruling(
            outcome,
            fields.stated("clientTold", body.clientTold()),
            reason(outcome, body.reason()));
    return idempotency.once(
        request,
        caller,
        body,
        Created.Objection.class,
        () -> {
          objections.decide(caller, id, ruling);
          return HttpResponse.ok(new Created.Objection(objectionId));
        });
  }

  /** A client's wish may be overridden for a reason only; to follow it needs none. */
  private @Nullable String reason(ObjectionOutcome outcome, @Nullable String found) {
    if (found != null) {
      return fields.text("reason", found, REASON_CHARACTERS_MAX);
    }
    return switch (outcome) {
      case OVERRIDDEN_BY_DUTY ->
          throw ProblemException.invalidField(
              "reason", "", "the duty and why it weighs more, for " + outcome);
      case UPHELD, UNKNOWN -> null;
    };
  }
}
