package org.casenotesaudit.serviceframe.events;

import io.micronaut.context.annotation.Requires;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.TransactionStatus;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import org.apache.avro.specific.SpecificRecord;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.catalogue.Topic;
import org.casenotesaudit.messaging.outbox.Outbox;
import org.casenotesaudit.messaging.outbox.OutboxRelay;
import org.casenotesaudit.serviceframe.storage.DatabaseSettings;
import org.jspecify.annotations.Nullable;

/**
 * Writes events into the transaction at hand: the change and its event commit together or not at
 * all.
 */
@Singleton
@Requires(bean = DatabaseSettings.class)
public class EventOutbox {

  private final Outbox outbox;
  private final TransactionOperations<Connection> transactions;
  private final Provider<OutboxRelay> relay;

  EventOutbox(
      Outbox outbox, TransactionOperations<Connection> transactions, Provider<OutboxRelay> relay) {
    this.outbox = outbox;
    this.transactions = transactions;
    this.relay = relay;
  }

  /** A fresh envelope: new id, now, these persons. */
  public Envelope envelope(@Nullable String actorId, @Nullable String clientId) {
    return outbox.envelope(actorId, clientId);
  }

  /** A fresh envelope of one event among several of the same act. */
  public Envelope envelope(
      @Nullable String actorId, @Nullable String clientId, @Nullable String actId) {
    return outbox.envelope(actorId, clientId, actId);
  }

  /**
   * Appends to the caller's transaction.
   *
   * @throws io.micronaut.transaction.exceptions.NoTransactionException outside of a transaction
   */
  public void publish(Topic topic, SpecificRecord event) {
    transactions.execute(
        TransactionDefinition.of(TransactionDefinition.Propagation.MANDATORY),
        status -> {
          append(status, topic, event);
          return null;
        });
  }

  /** Appends in a transaction of its own: for what happens beside business, such as refusals. */
  public void publishAlone(Topic topic, SpecificRecord event) {
    transactions.executeWrite(
        status -> {
          append(status, topic, event);
          return null;
        });
  }

  private void append(TransactionStatus<Connection> transaction, Topic topic, SpecificRecord event)
      throws SQLException {
    outbox.append(transaction.getConnection(), topic, event);
    // After the commit, or the relay would look before there is something to see.
    transaction.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            relay.get().wake();
          }
        });
  }

  /** One heartbeat for each partition of the topic, in a transaction of its own. */
  void heartbeat(Topic topic) {
    transactions.executeWrite(
        status -> {
          outbox.appendHeartbeats(status.getConnection(), topic);
          return null;
        });
  }
}
