package org.casenotesaudit.casenotes.changes;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.casenotesaudit.casenotes.deciding.WorkerId;
import org.casenotesaudit.casenotes.records.ClientRow;
import org.casenotesaudit.casenotes.records.ClientRows;
import org.casenotesaudit.casenotes.records.FactReader;
import org.casenotesaudit.serviceframe.events.EventOutbox;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Caller;
import org.casenotesaudit.serviceframe.security.Roles;

/**
 * Opens a client's record for a change. An unknown client and one that is closed to the caller give
 * the same answer, here as in reading.
 */
@Singleton
public class ClientChanges {

  private final ClientRows clients;
  private final FactReader facts;
  private final EventOutbox outbox;
  private final InstantSource clock;

  ClientChanges(ClientRows clients, FactReader facts, EventOutbox outbox, InstantSource clock) {
    this.clients = clients;
    this.facts = facts;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** Now, in the precision that rows and events keep. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Locks the client for a change by somebody who may open the record.
   *
   * @throws ProblemException 404 if the client is unknown or closed to the caller
   */
  public OpenChange open(Caller caller, UUID clientId) {
    OpenChange change = lock(caller, clientId);
    refuseIfClosed(caller, clientId, change.now());
    return change;
  }

  /**
   * Locks the client for a change that privacy leads make also where the record is closed to them:
   * they manage the list of names and decide objections, and see nothing behind it.
   *
   * @throws ProblemException 404 if the client is unknown, or closed to the caller
   */
  public OpenChange openAlsoToPrivacyLead(Caller caller, UUID clientId) {
    OpenChange change = lock(caller, clientId);
    if (!caller.hasRole(Roles.PRIVACY_LEAD)) {
      refuseIfClosed(caller, clientId, change.now());
    }
    return change;
  }

  /** A client that is being registered has no row to lock: nobody else knows the id yet. */
  OpenChange openNew(Caller caller, ClientRow saved, Instant now) {
    return new OpenChange(caller, saved, now, clients, outbox);
  }

  /**
   * The same answer as {@link #open} without locking, for what must be known before a long upload.
   *
   * @throws ProblemException 404 if the client is unknown or closed to the caller
   */
  public void requireOpenTo(Caller caller, UUID clientId) {
    if (clients.findById(clientId).isEmpty()) {
      throw ProblemException.notFoundOnRecord();
    }
    refuseIfClosed(caller, clientId, now());
  }

  private OpenChange lock(Caller caller, UUID clientId) {
    ClientRow client = clients.lock(clientId).orElseThrow(ProblemException::notFoundOnRecord);
    return new OpenChange(caller, client, now(), clients, outbox);
  }

  private void refuseIfClosed(Caller caller, UUID clientId, Instant now) {
    if (facts.isClosedTo(clientId, new WorkerId(caller.subject()), now)) {
      throw ProblemException.notFoundOnRecord();
    }
  }
}
