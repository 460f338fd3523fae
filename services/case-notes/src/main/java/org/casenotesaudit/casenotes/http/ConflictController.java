package org.casenotesaudit.casenotes.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import java.util.UUID;
import org.casenotesaudit.casenotes.changes.ConflictKind;
import org.casenotesaudit.casenotes.changes.ConflictWork;
import org.casenotesaudit.events.ConflictStrength;
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

  @Serdeable
  record NewConflict(
      @Nullable String workerId,
      @Nullable String kind,
      @Nullable String strength,
      @Nullable String validFrom,
      @Nullable String validUntil) {}

  @Post("/clients/{clientId}/conflicts")
  @Secured({Roles.PRACTITIONER, Roles.SUPERVISOR})
  HttpResponse<Created.Conflict> record(
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

  @Serdeable
  record Clearing() {}

  @Post("/conflicts/{conflictId}/clear")
  @Secured({Roles.PRACTITIONER, Roles.SUPERVISOR})
  HttpResponse<Created.Conflict> clear(
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
