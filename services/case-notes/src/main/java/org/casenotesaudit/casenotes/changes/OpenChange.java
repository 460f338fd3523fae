package org.casenotesaudit.casenotes.changes;

import java.time.Instant;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.casenotesaudit.casenotes.records.ClientRow;
import org.casenotesaudit.casenotes.records.ClientRows;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.serviceframe.events.EventOutbox;
import org.casenotesaudit.serviceframe.security.Caller;
import org.jspecify.annotations.Nullable;

/** A change of one client's record under way: the client's row is locked until it commits. */
public final class OpenChange {

  private final Caller caller;
  private final ClientRow client;
  private final Instant now;
  private final ClientRows clients;
  private final EventOutbox outbox;

  OpenChange(Caller caller, ClientRow client, Instant now, ClientRows clients, EventOutbox outbox) {
    this.caller = caller;
    this.client = client;
    this.now = now;
    this.clients = clients;
    this.outbox = outbox;
  }

  public ClientRow client() {
    return client;
  }

  public UUID clientId() {
    return client.clientId();
  }

  /** Who makes the change. */
  public String actor() {
    return caller.subject();
  }

  /** The one moment of this change, in microseconds. */
  public Instant now() {
    return now;
  }

  /** For an event of this change. */
  public Envelope envelope() {
    return outbox.envelope(actor(), clientId().toString());
  }

  /** For one of several events of the same act. */
  public Envelope envelope(@Nullable UUID actId) {
    return outbox.envelope(actor(), clientId().toString(), actId == null ? null : actId.toString());
  }

  /** Commits with the change or not at all. */
  public void publish(SpecificRecord event) {
    outbox.publish(Topics.CASE_NOTES_RECORD, event);
  }

  /** Ends every grant given before: they rest on facts that no longer hold. */
  public void decidingFactsChanged() {
    clients.countFactChange(clientId());
  }
}
