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
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.casenotes.changes.RestrictionWork;
import org.casenotesaudit.casenotes.deciding.Period;
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

  @Serdeable
  record NewRestriction(
      @Nullable List<String> namedWorkerIds,
      @Nullable String validFrom,
      @Nullable String validUntil) {}

  @Post("/clients/{clientId}/restrictions")
  @Secured({Roles.SUPERVISOR, Roles.PRIVACY_LEAD})
  HttpResponse<Created.Restriction> restrict(
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

  @Serdeable
  record Lifting(@Nullable String liftedAt) {}

  @Post("/restrictions/{restrictionId}/lift")
  @Secured({Roles.SUPERVISOR, Roles.PRIVACY_LEAD})
  HttpResponse<Created.Restriction> lift(
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
