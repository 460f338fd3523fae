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
import java.util.UUID;
import org.casenotesaudit.casenotes.changes.ConflictKind;
import org.casenotesaudit.casenotes.changes.ConflictWork;
import org.casenotesaudit.events.ConflictStrength;
import org.casenotesaudit.serviceframe.description.Codes;
import org.casenotesaudit.serviceframe.description.Refuses;
import org.casenotesaudit.serviceframe.description.Required;
import org.casenotesaudit.serviceframe.description.TakesIdempotencyKey;
import org.casenotesaudit.serviceframe.idempotency.Idempotency;
import org.casenotesaudit.serviceframe.security.Caller;
import org.casenotesaudit.serviceframe.security.Callers;
import org.casenotesaudit.serviceframe.security.Roles;
import org.jspecify.annotations.Nullable;

/** Conflicts of interest between workers and clients. */
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class ConflictController {

  private final ConflictWork conflicts;
  private final Fields fields;
  private final Idempotency idempotency;

  ConflictController(ConflictWork conflicts, Fields fields, Idempotency idempotency) {
    this.conflicts = conflicts;
    this.fields = fields;
    this.idempotency = idempotency;
  }

  /**
   * A conflict of interest between a worker and a client.
   *
   * @param workerId the worker
   * @param kind how they are connected; stays here, sealed
   * @param strength how strong it is; all that others hear of it
   * @param validFrom since when; now if not sent
   * @param validUntil until when; open if not sent
   */
  @Serdeable
  record NewConflict(
      @Required @Nullable String workerId,
      @Required @Codes(ConflictKind.class) @Nullable String kind,
      @Required @Codes(ConflictStrength.class) @Nullable String strength,
      @Nullable String validFrom,
      @Nullable String validUntil) {}

  /**
   * Records a conflict of interest.
   *
   * @param clientId the client
   * @return the conflict, as an id
   */
  @Post("/clients/{clientId}/conflicts")
  @Status(HttpStatus.CREATED)
  @TakesIdempotencyKey
  @Refuses(
      status = HttpStatus.NOT_FOUND,
      code = "not-found",
      when = "There is no such client, or it is not open to you.")
  @Secured({Roles.PRACTITIONER, Roles.SUPERVISOR})
  HttpResponse<Created.Conflict> recordConflict(
      HttpRequest<?> request,
      Authentication authentication,
      String clientId,
      @Body NewConflict body) {
    Caller caller = Callers.of(authentication);
    UUID id = fields.id("clientId", clientId);
    ConflictWork.NewConflict wanted =
        new ConflictWork.NewConflict(
            fields.workerId("workerId", body.workerId()),
            fields.code("kind", body.kind(), ConflictKind.class),
            fields.code("strength", body.strength(), ConflictStrength.class),
            fields.period(body.validFrom(), body.validUntil()));
    return idempotency.once(
        request,
        caller,
        body,
        Created.Conflict.class,
        () ->
            HttpResponse.created(
                new Created.Conflict(conflicts.record(caller, id, wanted).toString())));
  }

  /** Nothing needs to be said. */
  @Serdeable
  record Clearing() {}

  /**
   * Clears a conflict of interest. Nobody clears their own.
   *
   * @param conflictId the conflict
   * @return the conflict
   */
  @Post("/conflicts/{conflictId}/clear")
  @TakesIdempotencyKey
  @Refuses(status = HttpStatus.FORBIDDEN, code = "own-conflict", when = "The conflict is your own.")
  @Refuses(
      status = HttpStatus.NOT_FOUND,
      code = "not-found",
      when = "There is no such conflict, or it is not open to you.")
  @Refuses(
      status = HttpStatus.CONFLICT,
      code = "conflict-cleared",
      when = "The conflict was cleared before.")
  @Secured({Roles.PRACTITIONER, Roles.SUPERVISOR})
  HttpResponse<Created.Conflict> clearConflict(
      HttpRequest<?> request,
      Authentication authentication,
      String conflictId,
      @Body @Nullable Clearing sent) {
    Caller caller = Callers.of(authentication);
    UUID id = fields.id("conflictId", conflictId);
    Clearing body = sent == null ? new Clearing() : sent;
    return idempotency.once(
        request,
        caller,
        body,
        Created.Conflict.class,
        () -> {
          conflicts.clear(caller, id);
          return HttpResponse.ok(new Created.Conflict(conflictId));
        });
  }
}
