package org.casenotesaudit.messaging.outbox;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
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

  private static final DateTimeFormatter RFC_3339_MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

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

  /**
   * The record as it is sent. Attributes of the event travel as headers: <a
   * href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md#32-binary-content-mode">CloudEvents
   * 1.0.2, Kafka binding, binary mode</a>. No subject: it would be a person's id.
   */
  ProducerRecord<byte[], byte[]> toRecord() {
    RecordHeaders headers = new RecordHeaders();
    add(headers, "ce_specversion", "1.0");
    add(headers, "ce_id", eventId.toString());
    add(headers, "ce_type", eventType);
    add(headers, "ce_source", source);
    add(headers, "ce_time", RFC_3339_MICROS.format(occurredAt));
    add(headers, "content-type", "application/avro");
    if (traceparent != null) {
      add(headers, "traceparent", traceparent);
    }
    // No time of its own: the broker stamps it, see TopicProvision. When it happened, the event
    // says.
    return new ProducerRecord<>(
        topic,
        partition,
        key.getBytes(StandardCharsets.UTF_8),
        Objects.requireNonNull(value, "value: none (expected: that of a numbered row)"),
        headers);
  }

  private static void add(RecordHeaders headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
