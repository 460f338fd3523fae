package org.casenotesaudit.casenotes.changes;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.casenotesaudit.casenotes.records.ClientRow;
import org.casenotesaudit.casenotes.records.ClientRows;
import org.casenotesaudit.casenotes.records.Identity;
import org.casenotesaudit.casenotes.records.SealedRecords;
import org.casenotesaudit.events.ClientRegistered;
import org.casenotesaudit.messaging.IdSource;
import org.casenotesaudit.serviceframe.security.Caller;

/** Registers clients. */
@Singleton
public class ClientWork {

  private final ClientChanges changes;
  private final ClientRows clients;
  private final SealedRecords seals;
  private final IdSource ids;

  ClientWork(ClientChanges changes, ClientRows clients, SealedRecords seals, IdSource ids) {
    this.changes = changes;
    this.clients = clients;
    this.seals = seals;
    this.ids = ids;
  }

  /**
   * A client to be registered.
   *
   * @param highProfile every access is reviewed
   * @param protectedLocation the client's whereabouts are protected
   */
  public record NewClient(Identity identity, boolean highProfile, boolean protectedLocation) {}

  public UUID register(Caller caller, NewClient wanted) {
    Instant now = changes.now();
    UUID clientId = ids.next();
    SealedRecords.NewClient sealed = seals.sealNew(clientId, wanted.identity());
    ClientRow row =
        new ClientRow(
            clientId,
            sealed.wrappedKey(),
            sealed.sealedIdentity(),
            wanted.highProfile(),
            wanted.protectedLocation(),
            1,
            caller.subject(),
            now);
    OpenChange change = changes.openNew(caller, clients.save(row), now);
    change.publish(
        ClientRegistered.newBuilder()
            .setEnvelope(change.envelope())
            .setHighProfile(wanted.highProfile())
            .setProtectedLocation(wanted.protectedLocation())
            .build());
    return clientId;
  }
}
