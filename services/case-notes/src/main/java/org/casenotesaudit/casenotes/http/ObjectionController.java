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
import java.time.Instant;
import java.util.UUID;
import org.casenotesaudit.casenotes.changes.Assignee;
import org.casenotesaudit.casenotes.changes.ObjectionWork;
import org.casenotesaudit.events.ObjectionOutcome;
import org.casenotesaudit.serviceframe.idempotency.Idempotency;
import org.casenotesaudit.serviceframe.security.Caller;
import org.casenotesaudit.serviceframe.security.Callers;
import org.casenotesaudit.serviceframe.security.Roles;
import org.jspecify.annotations.Nullable;

/** Objections of clients to accesses by a worker or a team. */
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class ObjectionController {

  private final ObjectionWork objections;
  private final Fields fields;
  private final Idempotency idempotency;

  ObjectionController(ObjectionWork objections, Fields fields, Idempotency idempotency) {
    this.objections = objections;
    this.fields = fields;
    this.idempotency = idempotency;
  }

  @Serdeable
  record NewObjection(
      @Nullable String workerId, @Nullable String teamId, @Nullable String raisedAt) {}

  @Post("/clients/{clientId}/objections")
  @Secured({Roles.PRACTITIONER, Roles.SUPERVISOR})
  HttpResponse<Created.Objection> raise(
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

  @Serdeable
  record Ruling(@Nullable String outcome, @Nullable Boolean clientTold) {}

  @Post("/objections/{objectionId}/decide")
  @Secured({Roles.SUPERVISOR, Roles.PRIVACY_LEAD})
  HttpResponse<Created.Objection> decide(
      HttpRequest<?> request,
      Authentication authentication,
      String objectionId,
      @Body Ruling body) {
    Caller caller = Callers.of(authentication);
    UUID id = fields.id("objectionId", objectionId);
    ObjectionOutcome outcome = fields.code("outcome", body.outcome(), ObjectionOutcome.class);
    boolean told = Boolean.TRUE.equals(body.clientTold());
    return idempotency.once(
        request,
        caller,
        body,
        Created.Objection.class,
        () -> {
          objections.decide(caller, id, outcome, told);
          return HttpResponse.ok(new Created.Objection(objectionId));
        });
  }
}
