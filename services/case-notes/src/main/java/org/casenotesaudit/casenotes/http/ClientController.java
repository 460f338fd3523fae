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
import org.casenotesaudit.casenotes.changes.CaseWork;
import org.casenotesaudit.casenotes.changes.ClientWork;
import org.casenotesaudit.casenotes.records.Identity;
import org.casenotesaudit.serviceframe.idempotency.Idempotency;
import org.casenotesaudit.serviceframe.security.Caller;
import org.casenotesaudit.serviceframe.security.Callers;
import org.casenotesaudit.serviceframe.security.Roles;
import org.jspecify.annotations.Nullable;

/** Clients and their cases. */
@Controller("/v1/clients")
@Secured({Roles.PRACTITIONER, Roles.SUPERVISOR})
@ExecuteOn(TaskExecutors.BLOCKING)
class ClientController {

  private static final int NAME_CHARACTERS_MAX = 200;

  private final ClientWork clients;
  private final CaseWork cases;
  private final Fields fields;
  private final Idempotency idempotency;

  ClientController(ClientWork clients, CaseWork cases, Fields fields, Idempotency idempotency) {
    this.clients = clients;
    this.cases = cases;
    this.fields = fields;
    this.idempotency = idempotency;
  }

  @Serdeable
  record NewClient(
      @Nullable String givenName,
      @Nullable String familyName,
      @Nullable String dateOfBirth,
      @Nullable Boolean highProfile,
      @Nullable Boolean protectedLocation) {}

  @Post
  HttpResponse<Created.Client> register(
      HttpRequest<?> request, Authentication authentication, @Body NewClient body) {
    Caller caller = Callers.of(authentication);
    ClientWork.NewClient wanted =
        new ClientWork.NewClient(
            new Identity(
                fields.text("givenName", body.givenName(), NAME_CHARACTERS_MAX),
                fields.text("familyName", body.familyName(), NAME_CHARACTERS_MAX),
                fields.dateOfBirth("dateOfBirth", body.dateOfBirth())),
            Boolean.TRUE.equals(body.highProfile()),
            Boolean.TRUE.equals(body.protectedLocation()));
    return idempotency.once(
        request,
        caller,
        body,
        Created.Client.class,
        () ->
            HttpResponse.created(new Created.Client(clients.register(caller, wanted).toString())));
  }

  @Serdeable
  record NewCase(@Nullable String teamId, @Nullable String openedAt) {}

  @Post("/{clientId}/cases")
  HttpResponse<Created.Case> openCase(
      HttpRequest<?> request, Authentication authentication, String clientId, @Body NewCase body) {
    Caller caller = Callers.of(authentication);
    UUID client = fields.id("clientId", clientId);
    UUID team = fields.id("teamId", body.teamId());
    Instant openedAt = fields.past("openedAt", body.openedAt());
    return idempotency.once(
        request,
        caller,
        body,
        Created.Case.class,
        () ->
            HttpResponse.created(
                new Created.Case(cases.open(caller, client, team, openedAt).toString())));
  }
}
