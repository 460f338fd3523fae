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
import org.casenotesaudit.casenotes.changes.Assignee;
import org.casenotesaudit.casenotes.changes.LegalRequestWork;
import org.casenotesaudit.casenotes.deciding.Period;
import org.casenotesaudit.events.LegalRequestKind;
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

  @Serdeable
  record NewLegalRequest(
      @Nullable String requestKind,
      @Nullable String workerId,
      @Nullable String teamId,
      @Nullable String validFrom,
      @Nullable String validUntil) {}

  @Post("/clients/{clientId}/legal-requests")
  @Secured({Roles.SUPERVISOR, Roles.RECORDS_REQUEST})
  HttpResponse<Created.LegalRequest> assign(
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

  @Serdeable
  record Closing() {}

  @Post("/legal-requests/{requestId}/close")
  @Secured({Roles.SUPERVISOR, Roles.RECORDS_REQUEST})
  HttpResponse<Created.LegalRequest> close(
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
