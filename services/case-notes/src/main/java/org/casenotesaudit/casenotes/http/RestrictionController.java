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
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.casenotes.changes.RestrictionWork;
import org.casenotesaudit.casenotes.deciding.Period;
import org.casenotesaudit.serviceframe.description.Refuses;
import org.casenotesaudit.serviceframe.description.Required;
import org.casenotesaudit.serviceframe.description.TakesIdempotencyKey;
import org.casenotesaudit.serviceframe.idempotency.Idempotency;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Caller;
import org.casenotesaudit.serviceframe.security.Callers;
import org.casenotesaudit.serviceframe.security.Roles;
import org.jspecify.annotations.Nullable;

/**
 * Who may open a restricted record. A privacy lead manages the names and sees nothing behind them.
 */
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class RestrictionController {

  private final RestrictionWork restrictions;
  private final Fields fields;
  private final Idempotency idempotency;

  RestrictionController(RestrictionWork restrictions, Fields fields, Idempotency idempotency) {
    this.restrictions = restrictions;
    this.fields = fields;
    this.idempotency = idempotency;
  }

  /**
   * To whom a record is open from now on.
   *
   * @param namedWorkerIds those and nobody else, 1 to 100
   * @param validFrom since when; now if not sent
   * @param validUntil until when; open if not sent
   */
  @Serdeable
  record NewRestriction(
      @Required @Nullable List<String> namedWorkerIds,
      @Nullable String validFrom,
      @Nullable String validUntil) {}

  /**
   * Restricts a client's record to named workers.
   *
   * @param clientId the client
   * @return the restriction, as an id
   */
  @Post("/clients/{clientId}/restrictions")
  @Status(HttpStatus.CREATED)
  @TakesIdempotencyKey
  @Refuses(
      status = HttpStatus.NOT_FOUND,
      code = "not-found",
      when = "There is no such client, or it is not open to you.")
  @Secured({Roles.SUPERVISOR, Roles.PRIVACY_LEAD})
  HttpResponse<Created.Restriction> restrictRecord(
      HttpRequest<?> request,
      Authentication authentication,
      String clientId,
      @Body NewRestriction body) {
    Caller caller = Callers.of(authentication);
    UUID id = fields.id("clientId", clientId);
    List<String> named =
        fields.ids("namedWorkerIds", body.namedWorkerIds()).stream().map(UUID::toString).toList();
    if (named.isEmpty()) {
      throw ProblemException.invalidField("namedWorkerIds", "[]", "one or more");
    }
    Period period = fields.period(body.validFrom(), body.validUntil());
    return idempotency.once(
        request,
        caller,
        body,
        Created.Restriction.class,
        () ->
            HttpResponse.created(
                new Created.Restriction(
                    restrictions.restrict(caller, id, named, period).toString())));
  }

  /**
   * How a restriction ends.
   *
   * @param liftedAt when it was lifted, not in the future and not before it began; now if not sent
   */
  @Serdeable
  record Lifting(@Nullable String liftedAt) {}

  /**
   * Lifts a restriction.
   *
   * @param restrictionId the restriction
   * @return the restriction
   */
  @Post("/restrictions/{restrictionId}/lift")
  @TakesIdempotencyKey
  @Refuses(
      status = HttpStatus.NOT_FOUND,
      code = "not-found",
      when = "There is no such restriction, or it is not open to you.")
  @Refuses(
      status = HttpStatus.CONFLICT,
      code = "restriction-lifted",
      when = "The restriction was lifted before.")
  @Secured({Roles.SUPERVISOR, Roles.PRIVACY_LEAD})
  HttpResponse<Created.Restriction> liftRestriction(
      HttpRequest<?> request,
      Authentication authentication,
      String restrictionId,
      @Body @Nullable Lifting sent) {
    Caller caller = Callers.of(authentication);
    UUID id = fields.id("restrictionId", restrictionId);
    Lifting body = sent == null ? new Lifting(null) : sent;
    Instant liftedAt = fields.past("liftedAt", body.liftedAt());
    return idempotency.once(
        request,
        caller,
        body,
        Created.Restriction.class,
        () -> {
          restrictions.lift(caller, id, liftedAt);
          return HttpResponse.ok(new Created.Restriction(restrictionId));
        });
  }
}
