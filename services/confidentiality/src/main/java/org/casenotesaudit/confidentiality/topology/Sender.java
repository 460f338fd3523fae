package org.casenotesaudit.confidentiality.topology;

import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.casenotesaudit.confidentiality.publishing.Trigger;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.catalogue.Topic;
import org.casenotesaudit.messaging.EventAttributes;
import org.casenotesaudit.messaging.serde.EventSerializer;
import org.jspecify.annotations.Nullable;

/** Sends events of one partition, each with the next number of its sequence. */
final class Sender {

  private final ProcessorContext<byte[], byte[]> context;
  private final EventSerializer serializer;
  private final Sequence sequence;

  Sender(ProcessorContext<byte[], byte[]> context, EventSerializer serializer, Sequence sequence) {
    this.context = context;
    this.serializer = serializer;
    this.sequence = sequence;
  }

  /** Every envelope made here must be sent: it took a number. */
  Envelope envelope(String eventId, Trigger trigger, @Nullable String clientId) {
    return Envelope.newBuilder()
        .setEventId(eventId)
        .setAgencyId(trigger.agencyId())
        .setSource(sequence.source())
        .setSourceSequence(sequence.next())
        .setOccurredAt(trigger.occurredAt())
        .setRecordedAt(trigger.recordedAt())
        .setClientId(clientId)
        .build();
  }

  /**
   * @return the bytes sent
   */
  byte[] send(String sink, Topic topic, Envelope envelope, SpecificRecord event) {
    byte[] value = serializer.serialize(topic.name(), event);
    byte[] key = topic.keyFor(event).getBytes(StandardCharsets.UTF_8);
    long timestamp = Math.max(0, envelope.getRecordedAt().toEpochMilli());
    // Out of the event alone: what is judged again after a failure is sent with the same headers.
    Headers headers = EventAttributes.of(event).toHeaders();
    context.forward(new Record<>(key, value, timestamp, headers), sink);
    return value;
  }
}
