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
import org.casenotesaudit.casenotes.changes.ContactWork;
import org.casenotesaudit.events.Corroboration;
import org.casenotesaudit.events.DeclarationKind;
import org.casenotesaudit.serviceframe.description.Codes;
import org.casenotesaudit.serviceframe.description.Refuses;
import org.casenotesaudit.serviceframe.description.Required;
import org.casenotesaudit.serviceframe.description.TakesIdempotencyKey;
import org.casenotesaudit.serviceframe.idempotency.Idempotency;
import org.casenotesaudit.serviceframe.security.Caller;
import org.casenotesaudit.serviceframe.security.Callers;
import org.casenotesaudit.serviceframe.security.Roles;
import org.jspecify.annotations.Nullable;

/** Contacts with clients, and declarations of workers about themselves. */
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
class ContactController {

  private final ContactWork contacts;
  private final Fields fields;
  private final Idempotency idempotency;

  ContactController(ContactWork contacts, Fields fields, Idempotency idempotency) {
    this.contacts = contacts;
    this.fields = fields;
    this.idempotency = idempotency;
  }

  /**
   * A contact that took place, or is arranged.
   *
   * @param workerId the worker
   * @param happenedAt when; also in the future
   * @param corroboration who else stands behind it; NONE if not sent
   */
  @Serdeable
  record NewContact(
      @Required @Nullable String workerId,
      @Required @Nullable String happenedAt,
      @Codes(Corroboration.class) @Nullable String corroboration) {}

  /**
   * Records a contact with a client.
   *
   * @param clientId the client
   * @return the contact, as an id
   */
  @Post("/clients/{clientId}/contacts")
  @Status(HttpStatus.CREATED)
  @TakesIdempotencyKey
  @Refuses(
      status = HttpStatus.NOT_FOUND,
      code = "not-found",
      when = "There is no such client, or it is not open to you.")
  @Secured({Roles.PRACTITIONER, Roles.SUPERVISOR})
  HttpResponse<Created.Contact> recordContact(
      HttpRequest<?> request,
      Authentication authentication,
      String clientId,
      @Body NewContact body) {
    Caller caller = Callers.of(authentication);
    UUID id = fields.id("clientId", clientId);
    String corroboration = body.corroboration();
    ContactWork.NewContact wanted =
        new ContactWork.NewContact(
            fields.workerId("workerId", body.workerId()),
            fields.moment("happenedAt", body.happenedAt()),
            corroboration == null
                ? Corroboration.NONE
                : fields.code("corroboration", corroboration, Corroboration.class));
    return idempotency.once(
        request,
        caller,
        body,
        Created.Contact.class,
        () ->
            HttpResponse.created(
                new Created.Contact(contacts.record(caller, id, wanted).toString())));
  }

  /**
   * What a worker declares about themselves and a client.
   *
   * @param declarationKind what it is about
   * @param accessId the access that it is about, if it is about one
   */
  @Serdeable
  record NewDeclaration(
      @Required @Codes(DeclarationKind.class) @Nullable String declarationKind,
      @Nullable String accessId) {}

  /**
   * Declares something about the caller and a client. Also for those who review and audit: nobody
   * is to meet a concern about a client they know.
   *
   * @param clientId the client
   * @return the declaration, as an id
   */
  @Post("/clients/{clientId}/declarations")
  @Status(HttpStatus.CREATED)
  @TakesIdempotencyKey
  @Refuses(
      status = HttpStatus.NOT_FOUND,
      code = "not-found",
      when = "There is no such client, or it is not open to you.")
  @Secured({
    Roles.PRACTITIONER,
    Roles.SUPERVISOR,
    Roles.COMPLIANCE_OFFICER,
    Roles.PRIVACY_LEAD,
    Roles.AUDITOR
  })
  HttpResponse<Created.Declaration> makeDeclaration(
      HttpRequest<?> request,
      Authentication authentication,
      String clientId,
      @Body NewDeclaration body) {
    Caller caller = Callers.of(authentication);
    UUID id = fields.id("clientId", clientId);
    DeclarationKind kind =
        fields.code("declarationKind", body.declarationKind(), DeclarationKind.class);
    UUID accessId = fields.idOrNull("accessId", body.accessId());
    return idempotency.once(
        request,
        caller,
        body,
        Created.Declaration.class,
        () ->
            HttpResponse.created(
                new Created.Declaration(contacts.declare(caller, id, kind, accessId).toString())));
  }
}
