package org.casenotesaudit.messaging.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.casenotesaudit.events.LedgerReceipt;
import org.casenotesaudit.events.QuarantineCode;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.consume.ConsumerLoop;
import org.casenotesaudit.messaging.consume.IntegrityFinding;
import org.casenotesaudit.messaging.consume.Position;
import org.casenotesaudit.messaging.consume.QuarantineNotice;
import org.casenotesaudit.messaging.consume.RecordSink;
import org.casenotesaudit.messaging.serde.DecodedEvent;
import org.casenotesaudit.messaging.serde.EventDecoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes outbox rows once a signed checkpoint of the ledger covers them, and no sooner: until then
 * the outbox is the copy that survives the loss of every broker. A receipt that cannot be read goes
 * to quarantine.
 *
 * <p>What receipts acknowledge is kept as a floor for the numbers of each source: see {@link
 * #hasCaughtUp}.
 */
public final class ReceiptPruner implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReceiptPruner.class);

  private final ConsumerLoop loop;
  private final Receipts receipts;

  /**
   * @param outbox of the app whose rows are pruned; through it go the events about receipts that
   *     cannot be read
   */
  public ReceiptPruner(
      DataSource database,
      String agencyId,
      Outbox outbox,
      String bootstrapServers,
      EventDecoder decoder) {
    receipts = new Receipts(database, agencyId, outbox, decoder);
    loop =
        ConsumerLoop.on(
            bootstrapServers, "receipts-" + agencyId, List.of(Topics.RECEIPTS), receipts);
  }

  /** With connection settings (addresses, TLS, SASL) and a pace of the caller. */
  public ReceiptPruner(
      DataSource database,
      String agencyId,
      Outbox outbox,
      Map<String, Object> connection,
      EventDecoder decoder,
      ConsumerLoop.Pace pace) {
    receipts = new Receipts(database, agencyId, outbox, decoder);
    loop = ConsumerLoop.on(connection, List.of(Topics.RECEIPTS), receipts, pace);
  }

  /** Starts reading; once. */
  public void start() {
    loop.start();
  }

  /** Rows deleted because they were covered, since the start. */
  public long pruned() {
    return receipts.pruned.get();
  }

  /** Records on the receipts' topic that could not be read and were put aside, since the start. */
  public long undecodable() {
    return receipts.undecodable.get();
  }

  public boolean isHealthy() {
    return loop.isHealthy();
  }

  /**
   * Whether all receipts that were there at the start have been read. Before that nobody knows
   * which numbers the ledger has seen: a database restored from a backup has forgotten some.
   */
  public boolean hasCaughtUp() {
    return loop.hasCaughtUp();
  }

  @Override
  public void close() {
    loop.close();
  }

  private static final class Receipts implements RecordSink {

    private final DataSource database;
    private final String agencyId;
    private final ReceiptQuarantine quarantine;
    private final EventDecoder decoder;
    private final AtomicLong pruned = new AtomicLong();
    private final AtomicLong undecodable = new AtomicLong();
    private Map<String, Uuid> topicIds = Map.of();

    Receipts(DataSource database, String agencyId, Outbox outbox, EventDecoder decoder) {
      this.database = database;
      this.agencyId = agencyId;
      this.quarantine = new ReceiptQuarantine(agencyId, outbox);
      this.decoder = decoder;
    }

    @Override
    public void topicIds(Map<String, Uuid> ids) {
      topicIds = ids;
    }

    @Override
    public Map<TopicPartition, Position> positions(Set<TopicPartition> partitions)
        throws SQLException {
      String sql =
          "SELECT topic, partition, topic_id, next_offset, leader_epoch"
              + " FROM outbox_receipt_position WHERE agency_id = ?";
      Map<TopicPartition, Position> positions = new HashMap<>();
      try (Connection connection = database.getConnection();
          PreparedStatement select = connection.prepareStatement(sql)) {
        select.setString(1, agencyId);
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            positions.put(
                new TopicPartition(row.getString(1), row.getInt(2)),
                new Position(
                    Uuid.fromString(row.getString(3)),
                    row.getLong(4),
                    row.getObject(5, Integer.class)));
          }
        }
      }
      positions.keySet().retainAll(partitions);
      return positions;
    }

    @Override
    public void accept(List<ConsumerRecord<byte[], byte[]>> batch) throws SQLException {
      // Receipts are cumulative: of a batch, the highest of each source says it all.
      Map<String, Long> covered = new HashMap<>();
      Map<TopicPartition, Position> positions = new HashMap<>();
      List<PutAside> putAside = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> record : batch) {
        switch (decoder.decode(record.topic(), record.value())) {
          case DecodedEvent.Known(LedgerReceipt receipt, var envelope) -> {
            if (envelope.getAgencyId().equals(agencyId)) {
              covered.merge(receipt.getCoveredSource(), receipt.getContiguousSequence(), Math::max);
            }
          }
          case DecodedEvent.Known other -> {}
          case DecodedEvent.Unfamiliar newer -> {}
          case DecodedEvent.Undecodable defect -> putAside.add(new PutAside(record, defect.code()));
        }
        positions.put(
            new TopicPartition(record.topic(), record.partition()),
            new Position(
                topicId(record.topic()), record.offset() + 1, record.leaderEpoch().orElse(null)));
      }
      store(covered, positions, putAside);
      // After the commit: a batch that is read again is not counted twice.
      putAside.forEach(one -> LOG.warn(one.told()));
      undecodable.addAndGet(putAside.size());
    }

    private Uuid topicId(String topic) {
      return topicIds.getOrDefault(topic, Uuid.ZERO_UUID);
    }

    private record PutAside(ConsumerRecord<byte[], byte[]> record, QuarantineCode code) {

      /** Where it lies and which bytes it has, so that it can be found; never the bytes. */
      String told() {
        return "receipt at %s-%d, offset %d, SHA-256 %s: %s; put aside, a later one says the same"
            .formatted(
                record.topic(),
                record.partition(),
                record.offset(),
                QuarantineNotice.digest(record),
                code);
      }
    }

    @Override
    public void onLoss(IntegrityFinding finding) throws SQLException {
      // A lost receipt only keeps rows longer: a later one covers what it covered.
      store(Map.of(), Map.of(finding.partition(), finding.found()), List.of());
    }

    private void store(
        Map<String, Long> covered, Map<TopicPartition, Position> positions, List<PutAside> putAside)
        throws SQLException {
      long deleted = 0;
      try (Connection connection = database.getConnection()) {
        connection.setAutoCommit(false);
        try {
          for (Map.Entry<String, Long> source : covered.entrySet()) {
            deleted += prune(connection, source.getKey(), source.getValue());
            raiseFloor(connection, source.getKey(), source.getValue());
          }
          for (Map.Entry<TopicPartition, Position> position : positions.entrySet()) {
            save(connection, position.getKey(), position.getValue());
          }
          for (PutAside one : putAside) {
            quarantine.put(connection, one.record(), topicId(one.record().topic()), one.code());
          }
          connection.commit();
        } finally {
          connection.rollback();
          connection.setAutoCommit(true);
        }
      }
      pruned.addAndGet(deleted);
    }

    private int prune(Connection connection, String source, long upTo) throws SQLException {
      // Only rows known to be sent: an unsent one under a receipt is a contradiction to be seen.
      String sql =
          "DELETE FROM outbox WHERE agency_id = ? AND source = ? AND source_sequence <= ?"
              + " AND sent_at IS NOT NULL";
      try (PreparedStatement delete = connection.prepareStatement(sql)) {
        delete.setString(1, agencyId);
        delete.setString(2, source);
        delete.setLong(3, upTo);
        return delete.executeUpdate();
      }
    }

    private void raiseFloor(Connection connection, String source, long upTo) throws SQLException {
      if (upTo < 1) {
        return;
      }
      String sql =
          """
          INSERT INTO outbox_receipt_floor AS f (agency_id, source, contiguous_sequence)
          VALUES (?, ?, ?)
          ON CONFLICT (agency_id, source) DO UPDATE
            SET contiguous_sequence = greatest(f.contiguous_sequence, excluded.contiguous_sequence)
          """;
      try (PreparedStatement upsert = connection.prepareStatement(sql)) {
        upsert.setString(1, agencyId);
        upsert.setString(2, source);
        upsert.setLong(3, upTo);
        upsert.executeUpdate();
      }
    }

    private void save(Connection connection, TopicPartition partition, Position position)
        throws SQLException {
      String sql =
          """
          INSERT INTO outbox_receipt_position
            (agency_id, topic, partition, topic_id, next_offset, leader_epoch)
          VALUES (?, ?, ?, ?, ?, ?)
          ON CONFLICT (agency_id, topic, partition) DO UPDATE
            SET topic_id = excluded.topic_id, next_offset = excluded.next_offset,
                leader_epoch = excluded.leader_epoch
          """;
      try (PreparedStatement upsert = connection.prepareStatement(sql)) {
        upsert.setString(1, agencyId);
        upsert.setString(2, partition.topic());
        upsert.setInt(3, partition.partition());
        upsert.setString(4, position.topicId().toString());
        upsert.setLong(5, position.nextOffset());
        upsert.setObject(6, position.leaderEpoch(), Types.INTEGER);
        upsert.executeUpdate();
      }
    }
  }
}
