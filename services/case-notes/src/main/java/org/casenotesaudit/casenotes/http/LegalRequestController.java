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
import org.casenotesaudit.casenotes.changes.Assignee;
import org.casenotesaudit.casenotes.changes.LegalRequestWork;
import org.casenotesaudit.casenotes.deciding.Period;
import org.casenotesaudit.events.LegalRequestKind;
import org.casenotesaudit.serviceframe.description.Codes;
import org.casenotesaudit.serviceframe.description.Refuses;
import org.casenotesaudit.serviceframe.description.Required;
import org.casenotesaudit.serviceframe.description.TakesIdempotencyKey;
import org.casenotesaudit.serviceframe.idempotency.Idempotency;
import org.casenotesaudit.serviceframe.security.Caller;
import org.casenotesaudit.serviceframe.security.Callers;
import org.casenotesaudit.serviceframe.security.Roles;
import org.jspecify.annotations.Nullable;

/** Legal requests that name a client: subject access, court orders, enquiries, complaints. */
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class LegalRequestController {

  private final LegalRequestWork legalRequests;
  private final Fields fields;
  private final Idempotency idempotency;

  LegalRequestController(LegalRequestWork legalRequests, Fields fields, Idempotency idempotency) {
    this.legalRequests = legalRequests;
    this.fields = fields;
    this.idempotency = idempotency;
  }

  /**
   * Who works on a legal request: exactly one of workerId and teamId.
   *
   * @param requestKind what kind of request it is
   * @param workerId the worker; exactly one of workerId and teamId
   * @param teamId the team; exactly one of workerId and teamId
   * @param validFrom since when; now if not sent
   * @param validUntil until when; open if not sent
   */
  @Serdeable
  record NewLegalRequest(
      @Required @Codes(LegalRequestKind.class) @Nullable String requestKind,
      @Nullable String workerId,
      @Nullable String teamId,
      @Nullable String validFrom,
      @Nullable String validUntil) {}

  /**
   * Assigns a legal request that names a client.
   *
   * @param clientId the client
   * @return the request, as an id
   */
  @Post("/clients/{clientId}/legal-requests")
  @Status(HttpStatus.CREATED)
  @TakesIdempotencyKey
  @Refuses(
      status = HttpStatus.NOT_FOUND,
      code = "not-found",
      when = "There is no such client, or it is not open to you.")
  @Secured({Roles.SUPERVISOR, Roles.RECORDS_REQUEST})
  HttpResponse<Created.LegalRequest> assignLegalRequest(
      HttpRequest<?> request,
      Authentication authentication,
      String clientId,
      @Body NewLegalRequest body) {
    Caller caller = Callers.of(authentication);
    UUID id = fields.id("clientId", clientId);
    LegalRequestKind kind = fields.code("requestKind", body.requestKind(), LegalRequestKind.class);
    Assignee assignee = fields.assignee(body.workerId(), body.teamId());
    Period period = fields.period(body.validFrom(), body.validUntil());
    return idempotency.once(
        request,
        caller,
        body,
        Created.LegalRequest.class,
        () ->
            HttpResponse.created(
                new Created.LegalRequest(
                    legalRequests.assign(caller, id, kind, assignee, period).toString())));
  }

  /** Nothing needs to be said. */
  @Serdeable
  record Closing() {}

  /**
   * Closes a legal request.
   *
   * @param requestId the request
   * @return the request
   */
  @Post("/legal-requests/{requestId}/close")
  @TakesIdempotencyKey
  @Refuses(
      status = HttpStatus.NOT_FOUND,
      code = "not-found",
      when = "There is no such request, or it is not open to you.")
  @Refuses(
      status = HttpStatus.CONFLICT,
      code = "legal-request-closed",
      when = "The request was closed before.")
  @Secured({Roles.SUPERVISOR, Roles.RECORDS_REQUEST})
  HttpResponse<Created.LegalRequest> closeLegalRequest(
      HttpRequest<?> request,
      Authentication authentication,
      String requestId,
      @Body @Nullable Closing sent) {
    Caller caller = Callers.of(authentication);
    UUID id = fields.id("requestId", requestId);
    Closing body = sent == null ? new Closing() : sent;
    return idempotency.once(
        request,
        caller,
        body,
        Created.LegalRequest.class,
        () -> {
          legalRequests.close(caller, id);
          return HttpResponse.ok(new Created.LegalRequest(requestId));
        });
  }
}
