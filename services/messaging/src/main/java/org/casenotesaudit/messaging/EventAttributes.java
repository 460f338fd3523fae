package org.casenotesaudit.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.catalogue.Envelopes;
import org.jspecify.annotations.Nullable;

/**
 * What every record says of its event in headers, so that a reader can tell what it is without
 * decoding it. Whoever sends an event takes its headers from here.
 *
 * @param eventType full name of the event's schema
 * @param source who numbers the event, as its envelope says
 * @param traceparent the W3C trace context of the request in which it happened; null for what
 *     happened outside of one
 */
public record EventAttributes(
    UUID eventId,
    String eventType,
    Instant occurredAt,
    String source,
    @Nullable String traceparent) {

  private static final DateTimeFormatter RFC_3339_MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  /**
   * Of an event that happened outside of any request.
   *
   * @throws IllegalArgumentException if the record is no event
   */
  public static EventAttributes of(SpecificRecord event) {
    Envelope envelope = Envelopes.of(event);
    return new EventAttributes(
        UUID.fromString(envelope.getEventId()),
        event.getSchema().getFullName(),
        envelope.getOccurredAt(),
        envelope.getSource(),
        null);
  }

  /**
   * As headers: <a
   * href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md#32-binary-content-mode">CloudEvents
   * 1.0.2, Kafka binding, binary mode</a>. No subject: it would be a person's id. The same event
   * gives the same headers in the same order: what is sent again must not differ.
   */
  public Headers toHeaders() {
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
    return headers;
  }

  private static void add(RecordHeaders headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
