package org.casenotesaudit.messaging.outbox;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.casenotesaudit.messaging.EventAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A row: everything that goes on the wire, and nothing that could differ when it goes there again.
 *
 * @param value the bytes with the number in them; null before the row has one
 */
record OutboxRow(
    long id,
    UUID eventId,
    String source,
    String eventType,
    String topic,
    String key,
    @Nullable Integer partition,
    @Nullable String traceparent,
    Instant occurredAt,
    byte @Nullable [] value) {

  static final String COLUMNS =
      "id, event_id, source, event_type, topic, record_key, partition, traceparent, occurred_at,"
          + " value";

  static OutboxRow from(ResultSet row) throws SQLException {
    return new OutboxRow(
        row.getLong("id"),
        row.getObject("event_id", UUID.class),
        row.getString("source"),
        row.getString("event_type"),
        row.getString("topic"),
        row.getString("record_key"),
        row.getObject("partition", Integer.class),
        row.getString("traceparent"),
        row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
        row.getBytes("value"));
  }

  /** The same row with the bytes that go on the wire. */
  OutboxRow withValue(byte[] value) {
    return new OutboxRow(
        id, eventId, source, eventType, topic, key, partition, traceparent, occurredAt, value);
  }

  /** The record as it is sent, with the event's attributes as headers. */
  ProducerRecord<byte[], byte[]> toRecord() {
    // No time of its own: the broker stamps it, see TopicProvision. When it happened, the event
    // says.
    return new ProducerRecord<>(
        topic,
        partition,
        key.getBytes(StandardCharsets.UTF_8),
        Objects.requireNonNull(value, "value: none (expected: that of a numbered row)"),
        new EventAttributes(eventId, eventType, occurredAt, source, traceparent).toHeaders());
  }
}
