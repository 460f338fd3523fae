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
import org.casenotesaudit.casenotes.changes.AllocationWork;
import org.casenotesaudit.casenotes.changes.CaseWork;
import org.casenotesaudit.events.AllocationKind;
import org.casenotesaudit.serviceframe.description.Codes;
import org.casenotesaudit.serviceframe.description.Format;
import org.casenotesaudit.serviceframe.description.Refuses;
import org.casenotesaudit.serviceframe.description.Required;
import org.casenotesaudit.serviceframe.description.TakesIdempotencyKey;
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

  /**
   * How a case ends.
   *
   * @param closedAt when it was closed, not in the future and not before it was opened; now if not
   *     sent
   */
  @Serdeable
  record Closing(@Nullable String closedAt) {}

  /**
   * Closes a case.
   *
   * @param caseId the case
   * @return the case
   */
  @Post("/cases/{caseId}/close")
  @TakesIdempotencyKey
  @Refuses(
      status = HttpStatus.NOT_FOUND,
      code = "not-found",
      when = "There is no such case, or it is not open to you.")
  @Refuses(status = HttpStatus.CONFLICT, code = "case-closed", when = "The case is closed already.")
  HttpResponse<Created.Case> closeCase(
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

  /**
   * How a closed case begins again.
   *
   * @param teamId the team that has it from now on
   * @param reopenedAt when it was opened again, not in the future and not before it was closed; now
   *     if not sent
   */
  @Serdeable
  record Reopening(@Required @Nullable String teamId, @Nullable String reopenedAt) {}

  /**
   * Opens a closed case again.
   *
   * @param caseId the case
   * @return the case
   */
  @Post("/cases/{caseId}/reopen")
  @TakesIdempotencyKey
  @Refuses(
      status = HttpStatus.NOT_FOUND,
      code = "not-found",
      when = "There is no such case, or it is not open to you.")
  @Refuses(status = HttpStatus.CONFLICT, code = "case-open", when = "The case is open.")
  HttpResponse<Created.Case> reopenCase(
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

  /**
   * Who is to be allocated to a case: exactly one of workerId and teamId.
   *
   * @param workerId the worker; exactly one of workerId and teamId
   * @param teamId the team; exactly one of workerId and teamId
   * @param allocationKind in what capacity
   * @param validFrom since when; now if not sent
   * @param validUntil until when; open if not sent
   * @param requestedBy the worker at whose request; nobody's if not sent
   */
  @Serdeable
  record NewAllocation(
      @Nullable String workerId,
      @Nullable String teamId,
      @Required @Codes(AllocationKind.class) @Nullable String allocationKind,
      @Nullable String validFrom,
      @Nullable String validUntil,
      @Format(Format.UUID) @Nullable String requestedBy) {}

  /**
   * Allocates a worker or a team to a case.
   *
   * @param caseId the case
   * @return the allocation, as an id
   */
  @Post("/cases/{caseId}/allocations")
  @Status(HttpStatus.CREATED)
  @TakesIdempotencyKey
  @Refuses(
      status = HttpStatus.NOT_FOUND,
      code = "not-found",
      when = "There is no such case, or it is not open to you.")
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

  /**
   * How an allocation ends.
   *
   * @param endedAt when it ended, not in the future and not before it began; now if not sent
   */
  @Serdeable
  record Ending(@Nullable String endedAt) {}

  /**
   * Ends an allocation.
   *
   * @param allocationId the allocation
   * @return the allocation
   */
  @Post("/allocations/{allocationId}/end")
  @TakesIdempotencyKey
  @Refuses(
      status = HttpStatus.NOT_FOUND,
      code = "not-found",
      when = "There is no such allocation, or it is not open to you.")
  @Refuses(
      status = HttpStatus.CONFLICT,
      code = "allocation-ended",
      when = "The allocation has ended already.")
  HttpResponse<Created.Allocation> endAllocation(
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
