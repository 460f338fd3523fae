package org.casenotesaudit.audittrail.append;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.casenotesaudit.audittrail.append.Arrival.RecordOrigin;
import org.casenotesaudit.messaging.ContentId;
import org.casenotesaudit.messaging.consume.IntegrityFinding;
import org.casenotesaudit.messaging.consume.Position;
import org.casenotesaudit.messaging.consume.RecordSink;

/**
 * Where the consumer loop pours records: each batch becomes one ledger transaction, positions
 * included. Afterwards whoever makes checkpoints is woken.
 */
public final class TrailSink implements RecordSink {

  private final DataSource database;
  private final ArrivalReader reader;
  private final LedgerWriter writer;
  private final InstantSource clock;
  private final Consumer<AppendOutcome> afterCommit;
  private final Map<TopicPartition, Position> stored = new HashMap<>();
  private Map<String, Uuid> topicIds = Map.of();

  /**
   * @param afterCommit told what each committed batch came to
   */
  public TrailSink(
      DataSource database,
      ArrivalReader reader,
      LedgerWriter writer,
      InstantSource clock,
      Consumer<AppendOutcome> afterCommit) {
    this.database = database;
    this.reader = reader;
    this.writer = writer;
    this.clock = clock;
    this.afterCommit = afterCommit;
  }

  @Override
  public void topicIds(Map<String, Uuid> ids) {
    topicIds = Map.copyOf(ids);
  }

  @Override
  public Map<TopicPartition, Position> positions(Set<TopicPartition> partitions)
      throws SQLException {
    stored.clear();
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT topic, partition, topic_id, next_offset, leader_epoch"
                    + " FROM consumer_position");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        TopicPartition partition = new TopicPartition(rows.getString(1), rows.getInt(2));
        stored.put(
            partition,
            new Position(
                kafka(rows.getObject(3, UUID.class)),
                rows.getLong(4),
                rows.getObject(5, Integer.class)));
      }
    }
    Map<TopicPartition, Position> asked = new HashMap<>(stored);
    asked.keySet().retainAll(partitions);
    return asked;
  }

  @Override
  public void accept(List<ConsumerRecord<byte[], byte[]>> batch) throws SQLException {
    List<Arrival> arrivals = new ArrayList<>(batch.size());
    Map<TopicPartition, ConsumerRecord<byte[], byte[]>> lasts = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> consumed : batch) {
      TopicPartition partition = new TopicPartition(consumed.topic(), consumed.partition());
      RecordOrigin origin =
          new RecordOrigin(
              consumed.topic(),
              java(topicIdOf(partition)),
              consumed.partition(),
              consumed.offset(),
              Instant.ofEpochMilli(Math.max(0, consumed.timestamp())));
      arrivals.add(reader.read(origin, consumed.value()));
      lasts.put(partition, consumed);
    }
    Map<TopicPartition, Position> next = new HashMap<>();
    lasts.forEach(
        (partition, last) ->
            next.put(
                partition,
                new Position(
                    topicIdOf(partition), last.offset() + 1, last.leaderEpoch().orElse(null))));
    commit(arrivals, next);
  }

  @Override
  public void onLoss(IntegrityFinding finding) throws SQLException {
    RecordOrigin origin =
        new RecordOrigin(
            finding.partition().topic(),
            java(finding.found().topicId()),
            finding.partition().partition(),
            finding.found().nextOffset(),
            clock.instant());
    byte[] digest =
        Digests.sha256(
            (finding.kind() + " " + finding.expected() + " " + finding.found())
                .getBytes(StandardCharsets.UTF_8));
    Arrival.PlaceLost lost =
        new Arrival.PlaceLost(
            ContentId.uuidV8("place-lost".getBytes(StandardCharsets.US_ASCII), digest),
            digest,
            origin,
            finding.kind().name(),
            finding.expected().nextOffset());
    commit(List.of(lost), Map.of(finding.partition(), finding.found()));
  }

  private void commit(List<Arrival> arrivals, Map<TopicPartition, Position> next)
      throws SQLException {
    List<PositionMove> moves = new ArrayList<>();
    next.forEach(
        (partition, position) -> {
          Position before = stored.get(partition);
          moves.add(
              new PositionMove(
                  partition.topic(),
                  partition.partition(),
                  java(position.topicId()),
                  before == null ? -1 : before.nextOffset(),
                  position.nextOffset(),
                  position.leaderEpoch()));
        });
    AppendOutcome outcome = writer.append(arrivals, moves);
    stored.putAll(next);
    afterCommit.accept(outcome);
  }

  private Uuid topicIdOf(TopicPartition partition) {
    Uuid id = topicIds.get(partition.topic());
    if (id == null) {
      throw new IllegalStateException(
          "topic id of " + partition.topic() + ": not told (expected: before its records)");
    }
    return id;
  }

  private static UUID java(Uuid id) {
    return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }

  private static Uuid kafka(UUID id) {
    return new Uuid(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }
}
