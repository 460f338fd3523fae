package org.casenotesaudit.alerts.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.casenotesaudit.events.QuarantineCode;
import org.casenotesaudit.messaging.consume.IntegrityFinding;
import org.casenotesaudit.messaging.consume.Position;

/** How far each partition was taken in, and what could not be taken in. */
public final class PositionStore {

  private PositionStore() {}

  public static Map<TopicPartition, Position> positions(
      Connection connection, Set<TopicPartition> asked) throws SQLException {
    Map<TopicPartition, Position> stored = new HashMap<>();
    Rows.query(
        connection,
        "SELECT * FROM topic_positions",
        row ->
            stored.put(
                new TopicPartition(Rows.text(row, "topic"), row.getInt("partition_no")),
                new Position(
                    Uuid.fromString(Rows.text(row, "topic_id")),
                    row.getLong("next_offset"),
                    row.getObject("leader_epoch", Integer.class))));
    stored.keySet().retainAll(asked);
    return stored;
  }

  public static void advance(Connection connection, Map<TopicPartition, Position> positions)
      throws SQLException {
    for (Map.Entry<TopicPartition, Position> entry : positions.entrySet()) {
      Rows.update(
          connection,
          "INSERT INTO topic_positions (topic, partition_no, topic_id, next_offset, leader_epoch)"
              + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (topic, partition_no) DO UPDATE SET topic_id ="
              + " EXCLUDED.topic_id, next_offset = EXCLUDED.next_offset, leader_epoch ="
              + " EXCLUDED.leader_epoch",
          entry.getKey().topic(),
          entry.getKey().partition(),
          entry.getValue().topicId().toString(),
          entry.getValue().nextOffset(),
          entry.getValue().leaderEpoch());
    }
  }

  /** Puts a record aside; false if the same bytes from the same place lie there already. */
  public static boolean quarantine(
      Connection connection,
      ConsumerRecord<byte[], byte[]> record,
      QuarantineCode code,
      String valueDigest,
      Instant now)
      throws SQLException {
    return Rows.update(
            connection,
            "INSERT INTO quarantined_records (topic, partition_no, record_offset, value_digest,"
                + " code, record_key, record_value, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON"
                + " CONFLICT DO NOTHING",
            record.topic(),
            record.partition(),
            record.offset(),
            valueDigest,
            code.name(),
            record.key(),
            record.value(),
            now)
        > 0;
  }

  public static void found(Connection connection, IntegrityFinding finding, Instant now)
      throws SQLException {
    Rows.update(
        connection,
        "INSERT INTO integrity_findings (kind, topic, partition_no, expected_offset, found_offset,"
            + " found_at) VALUES (?, ?, ?, ?, ?, ?)",
        finding.kind().name(),
        finding.partition().topic(),
        finding.partition().partition(),
        finding.expected().nextOffset(),
        finding.found().nextOffset(),
        now);
    advance(connection, Map.of(finding.partition(), finding.found()));
  }

  /** Where reading goes on after these records. */
  public static Map<TopicPartition, Position> after(
      Collection<ConsumerRecord<byte[], byte[]>> records, Map<String, Uuid> topicIds) {
    Map<TopicPartition, Position> next = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      Uuid topicId = topicIds.get(record.topic());
      if (topicId == null) {
        throw new IllegalStateException(
            "topic id of " + record.topic() + ": none (expected: told before its records)");
      }
      next.put(
          new TopicPartition(record.topic(), record.partition()),
          new Position(topicId, record.offset() + 1, record.leaderEpoch().orElse(null)));
    }
    return next;
  }
}
