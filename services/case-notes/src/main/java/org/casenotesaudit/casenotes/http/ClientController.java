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
import org.casenotesaudit.casenotes.changes.CaseWork;
import org.casenotesaudit.casenotes.changes.ClientWork;
import org.casenotesaudit.casenotes.records.Identity;
import org.casenotesaudit.serviceframe.description.Example;
import org.casenotesaudit.serviceframe.description.Refuses;
import org.casenotesaudit.serviceframe.description.Required;
import org.casenotesaudit.serviceframe.description.TakesIdempotencyKey;
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

  /**
   * A client to be registered.
   *
   * @param givenName given name, 1 to 200 characters
   * @param familyName family name, 1 to 200 characters
   * @param dateOfBirth from 1900 on, not in the future
   * @param highProfile whether every access is to be reviewed; false if not sent
   * @param protectedLocation whether their whereabouts are protected; false if not sent
   */
  @Serdeable
  record NewClient(
      @Required @Example("Alma") @Nullable String givenName,
      @Required @Example("Example") @Nullable String familyName,
      @Required @Nullable String dateOfBirth,
      @Nullable Boolean highProfile,
      @Nullable Boolean protectedLocation) {}

  /**
   * Registers a client.
   *
   * @return the client, as an id
   */
  @Post
  @Status(HttpStatus.CREATED)
  @TakesIdempotencyKey
  HttpResponse<Created.Client> registerClient(
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

  /**
   * A case to be opened.
   *
   * @param teamId the team that has it
   * @param openedAt when it was opened, not in the future; now if not sent
   */
  @Serdeable
  record NewCase(@Required @Nullable String teamId, @Nullable String openedAt) {}

  /**
   * Opens a case of a client.
   *
   * @param clientId the client
   * @return the case, as an id
   */
  @Post("/{clientId}/cases")
  @Status(HttpStatus.CREATED)
  @TakesIdempotencyKey
  @Refuses(
      status = HttpStatus.NOT_FOUND,
      code = "not-found",
      when = "There is no such client, or it is not open to you.")
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
