package org.casenotesaudit.casenotes.changes;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.casenotesaudit.casenotes.records.ContactRow;
import org.casenotesaudit.casenotes.records.ContactRows;
import org.casenotesaudit.casenotes.records.DeclarationRow;
import org.casenotesaudit.casenotes.records.DeclarationRows;
import org.casenotesaudit.events.ContactRecorded;
import org.casenotesaudit.events.Corroboration;
import org.casenotesaudit.events.DeclarationKind;
import org.casenotesaudit.events.DeclarationMade;
import org.casenotesaudit.messaging.IdSource;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Caller;
import org.jspecify.annotations.Nullable;

/** Records contacts with clients, and what workers declare about themselves and a client. */
@Singleton
public class ContactWork {

  private final ClientChanges changes;
  private final ContactRows contacts;
  private final DeclarationRows declarations;
  private final IdSource ids;

  ContactWork(
      ClientChanges changes, ContactRows contacts, DeclarationRows declarations, IdSource ids) {
    this.changes = changes;
    this.contacts = contacts;
    this.declarations = declarations;
    this.ids = ids;
  }

  /** A contact to be recorded: it took place, or is arranged. */
  public record NewContact(String workerId, Instant happenedAt, Corroboration corroboration) {}

  /**
   * @throws ProblemException 404 if the client is unknown or closed to the caller
   */
  public UUID record(Caller caller, UUID clientId, NewContact wanted) {
    OpenChange change = changes.open(caller, clientId);
    UUID contactId = ids.next();
    contacts.save(
        new ContactRow(
            contactId,
            clientId,
            wanted.workerId(),
            wanted.happenedAt(),
            wanted.corroboration().name(),
            change.actor(),
            change.now()));
    change.publish(
        ContactRecorded.newBuilder()
            .setEnvelope(change.envelope())
            .setContactId(contactId.toString())
            .setWorkerId(wanted.workerId())
            .setHappenedAt(wanted.happenedAt())
            .setCorroboration(wanted.corroboration())
            .build());
    return contactId;
  }

  /**
   * A declaration is always about the caller; nobody declares for somebody else.
   *
   * @param accessId the access it is about, or null
   * @throws ProblemException 404 if the client is unknown or closed to the caller
   */
  public UUID declare(Caller caller, UUID clientId, DeclarationKind kind, @Nullable UUID accessId) {
    OpenChange change = changes.open(caller, clientId);
    UUID declarationId = ids.next();
    declarations.save(
        new DeclarationRow(
            declarationId, clientId, change.actor(), kind.name(), accessId, change.now()));
    change.publish(
        DeclarationMade.newBuilder()
            .setEnvelope(change.envelope())
            .setDeclarationId(declarationId.toString())
            .setWorkerId(change.actor())
            .setDeclarationKind(kind)
            .setAccessId(accessId == null ? null : accessId.toString())
            .build());
    return declarationId;
  }
}
