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
import org.casenotesaudit.casenotes.changes.AllocationWork;
import org.casenotesaudit.casenotes.changes.CaseWork;
import org.casenotesaudit.events.AllocationKind;
import org.casenotesaudit.serviceframe.idempotency.Idempotency;
import org.casenotesaudit.serviceframe.security.Caller;
import org.casenotesaudit.serviceframe.security.Callers;
import org.casenotesaudit.serviceframe.security.Roles;
import org.jspecify.annotations.Nullable;

/** Closing and reopening cases, and who is allocated to them. */
@Controller("/v1")
@Secured({Roles.PRACTITIONER, Roles.SUPERVISOR})
@ExecuteOn(TaskExecutors.BLOCKING)
class CaseController {

  private final CaseWork cases;
  private final AllocationWork allocations;
  private final Fields fields;
  private final Idempotency idempotency;

  CaseController(
      CaseWork cases, AllocationWork allocations, Fields fields, Idempotency idempotency) {
    this.cases = cases;
    this.allocations = allocations;
    this.fields = fields;
    this.idempotency = idempotency;
  }

  @Serdeable
  record Closing(@Nullable String closedAt) {}

  @Post("/cases/{caseId}/close")
  HttpResponse<Created.Case> close(
      HttpRequest<?> request,
      Authentication authentication,
      String caseId,
      @Body @Nullable Closing body) {
    Caller caller = Callers.of(authentication);
    UUID id = fields.id("caseId", caseId);
    Closing closing = body == null ? new Closing(null) : body;
    Instant closedAt = fields.past("closedAt", closing.closedAt());
    return idempotency.once(
        request,
        caller,
        closing,
        Created.Case.class,
        () -> {
          cases.close(caller, id, closedAt);
          return HttpResponse.ok(new Created.Case(caseId));
        });
  }

  @Serdeable
  record Reopening(@Nullable String teamId, @Nullable String reopenedAt) {}

  @Post("/cases/{caseId}/reopen")
  HttpResponse<Created.Case> reopen(
      HttpRequest<?> request, Authentication authentication, String caseId, @Body Reopening body) {
    Caller caller = Callers.of(authentication);
    UUID id = fields.id("caseId", caseId);
    UUID team = fields.id("teamId", body.teamId());
    Instant reopenedAt = fields.past("reopenedAt", body.reopenedAt());
    return idempotency.once(
        request,
        caller,
        body,
        Created.Case.class,
        () -> {
          cases.reopen(caller, id, team, reopenedAt);
          return HttpResponse.ok(new Created.Case(caseId));
        });
  }

  @Serdeable
  record NewAllocation(
      @Nullable String workerId,
      @Nullable String teamId,
      @Nullable String allocationKind,
      @Nullable String validFrom,
      @Nullable String validUntil,
      @Nullable String requestedBy) {}

  @Post("/cases/{caseId}/allocations")
  HttpResponse<Created.Allocation> allocate(
      HttpRequest<?> request,
      Authentication authentication,
      String caseId,
      @Body NewAllocation body) {
    Caller caller = Callers.of(authentication);
    String requestedBy = body.requestedBy();
    AllocationWork.NewAllocation wanted =
        new AllocationWork.NewAllocation(
            fields.id("caseId", caseId),
            fields.assignee(body.workerId(), body.teamId()),
            fields.code("allocationKind", body.allocationKind(), AllocationKind.class),
            fields.period(body.validFrom(), body.validUntil()),
            requestedBy == null ? null : fields.workerId("requestedBy", requestedBy));
    return idempotency.once(
        request,
        caller,
        body,
        Created.Allocation.class,
        () ->
            HttpResponse.created(
                new Created.Allocation(allocations.allocate(caller, wanted).toString())));
  }

  @Serdeable
  record Ending(@Nullable String endedAt) {}

  @Post("/allocations/{allocationId}/end")
  HttpResponse<Created.Allocation> end(
      HttpRequest<?> request,
      Authentication authentication,
      String allocationId,
      @Body @Nullable Ending body) {
    Caller caller = Callers.of(authentication);
    UUID id = fields.id("allocationId", allocationId);
    Ending ending = body == null ? new Ending(null) : body;
    Instant endedAt = fields.past("endedAt", ending.endedAt());
    return idempotency.once(
        request,
        caller,
        ending,
        Created.Allocation.class,
        () -> {
          allocations.end(caller, id, endedAt);
          return HttpResponse.ok(new Created.Allocation(allocationId));
        });
  }
}
