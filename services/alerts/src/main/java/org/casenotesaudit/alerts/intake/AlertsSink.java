package org.casenotesaudit.alerts.intake;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.casenotesaudit.alerts.review.ConcernNews;
import org.casenotesaudit.alerts.store.AlertStore;
import org.casenotesaudit.alerts.store.Database;
import org.casenotesaudit.alerts.store.PositionStore;
import org.casenotesaudit.alerts.store.StorageException;
import org.casenotesaudit.events.QuarantineCode;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.consume.IntegrityFinding;
import org.casenotesaudit.messaging.consume.Position;
import org.casenotesaudit.messaging.consume.QuarantineNotice;
import org.casenotesaudit.messaging.consume.RecordSink;
import org.casenotesaudit.messaging.outbox.Outbox;
import org.casenotesaudit.messaging.serde.DecodedEvent;
import org.casenotesaudit.messaging.serde.EventDecoder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a batch of records in: their effect and the new positions commit together, or neither. */
@Singleton
final class AlertsSink implements RecordSink {

  private static final Logger LOG = LoggerFactory.getLogger(AlertsSink.class);

  private static final String QUARANTINED = "quarantined";

  private final Database database;
  private final EventDecoder decoder;
  private final Outbox outbox;
  private final InstantSource clock;
  private final MeterRegistry meters;
  private final ConcernNews news;
  private volatile Map<String, Uuid> topicIds = Map.of();

  AlertsSink(
      Database database,
      EventDecoder decoder,
      Outbox outbox,
      InstantSource clock,
      MeterRegistry meters,
      ConcernNews news) {
    this.database = database;
    this.decoder = decoder;
    this.outbox = outbox;
    this.clock = clock;
    this.meters = meters;
    this.news = news;
  }

  @Override
  public void topicIds(Map<String, Uuid> ids) {
    topicIds = Map.copyOf(ids);
  }

  @Override
  public Map<TopicPartition, Position> positions(Set<TopicPartition> partitions) {
    return database.transaction(connection -> PositionStore.positions(connection, partitions));
  }

  @Override
  public void accept(List<ConsumerRecord<byte[], byte[]>> batch) {
    // Decoded before the transaction opens: the registry may be slow or away.
    List<DecodedEvent> decoded =
        batch.stream().map(record -> decoder.decode(record.topic(), valueOf(record))).toList();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<String> taken;
    try {
      taken = takeAll(batch, decoded, now, EventIntake::take);
    } catch (StorageException failure) {
      if (!UnstorableEventException.isOne(failure.getCause())) {
        throw failure;
      }
      // Some event in it would stop the reading for ever. A savepoint for each tells which.
      taken = takeAll(batch, decoded, now, AlertsSink::takeOrFindUnstorable);
    }
    // Only what is committed: a batch that is read again would count twice.
    taken.forEach(this::count);
    news.mayHaveChanged();
  }

  @Override
  public void onLoss(IntegrityFinding finding) {
    LOG.error(
        "records may be lost: {} {} expected offset {} found {}",
        finding.kind(),
        finding.partition(),
        finding.expected().nextOffset(),
        finding.found().nextOffset());
    meters.counter("alerts.integrity.findings", "kind", finding.kind().name()).increment();
    database.transaction(
        connection -> {
          PositionStore.found(connection, finding, clock.instant());
          return finding;
        });
  }

  /** How one event is taken in. */
  @FunctionalInterface
  private interface Taking {
    void take(Connection connection, SpecificRecord event, Instant now)
        throws SQLException, UnstorableEventException;
  }

  /** Takes all in and says of each what it is counted as. */
  private List<String> takeAll(
      List<ConsumerRecord<byte[], byte[]>> batch,
      List<DecodedEvent> decoded,
      Instant now,
      Taking taking) {
    return database.transaction(
        connection -> {
          AlertStore.lockIntake(connection);
          List<String> taken = new ArrayList<>();
          for (int i = 0; i < batch.size(); i++) {
            taken.add(take(connection, batch.get(i), decoded.get(i), now, taking));
          }
          PositionStore.advance(connection, PositionStore.after(batch, topicIds));
          return taken;
        });
  }

  private String take(
      Connection connection,
      ConsumerRecord<byte[], byte[]> record,
      DecodedEvent decoded,
      Instant now,
      Taking taking)
      throws SQLException {
    return switch (decoded) {
      case DecodedEvent.Known known -> {
        try {
          taking.take(connection, known.event(), now);
          yield known.event().getSchema().getName();
        } catch (UnstorableEventException unstorable) {
          quarantine(connection, record, QuarantineCode.UNDECODABLE, now);
          yield QUARANTINED;
        }
      }
      case DecodedEvent.Unfamiliar ignored -> "unfamiliar";
      case DecodedEvent.Undecodable undecodable -> {
        quarantine(connection, record, undecodable.code(), now);
        yield QUARANTINED;
      }
    };
  }

  private static void takeOrFindUnstorable(Connection connection, SpecificRecord event, Instant now)
      throws SQLException, UnstorableEventException {
    Savepoint before = connection.setSavepoint();
    try {
      EventIntake.take(connection, event, now);
    } catch (SQLException failure) {
      if (!UnstorableEventException.isOne(failure)) {
        throw failure;
      }
      connection.rollback(before);
      throw new UnstorableEventException(failure);
    }
    connection.releaseSavepoint(before);
  }

  private void quarantine(
      Connection connection, ConsumerRecord<byte[], byte[]> record, QuarantineCode why, Instant now)
      throws SQLException {
    String digest = QuarantineNotice.digest(record);
    if (PositionStore.quarantine(connection, record, why, digest, now)) {
      outbox.append(
          connection,
          Topics.quarantineOf("alerts"),
          QuarantineNotice.of(outbox.envelope(null, null), record, why));
    }
  }

  private void count(String what) {
    meters.counter("alerts.intake.records", "event", what).increment();
  }

  private static byte[] valueOf(ConsumerRecord<byte[], byte[]> record) {
    byte @Nullable [] value = record.value();
    return value == null ? new byte[0] : value;
  }
}
