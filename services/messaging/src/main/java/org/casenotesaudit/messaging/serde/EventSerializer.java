package org.casenotesaudit.messaging.serde;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.confluent.kafka.serializers.subject.TopicRecordNameStrategy;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Events to bytes: Confluent's serializer (a zero byte, the schema id in four bytes, the Avro
 * binary), one subject per topic and record type.
 */
public final class EventSerializer implements AutoCloseable {

  private final KafkaAvroSerializer confluent;

  public EventSerializer(RegistrySettings settings) {
    confluent = new KafkaAvroSerializer(Registry.open(settings));
    confluent.configure(
        Map.of(
            "schema.registry.url", settings.url(),
            "auto.register.schemas", settings.autoRegister(),
            // A generated class says avro.java.string in its schema; the registry must not care.
            "avro.remove.java.properties", true,
            "value.subject.name.strategy", TopicRecordNameStrategy.class.getName()),
        false);
  }

  /**
   * The value to send; the same event gives the same bytes as long as the registry keeps its ids.
   *
   * @throws RegistryUnavailableException if the registry did not say which id the schema has
   */
  public byte[] serialize(String topic, IndexedRecord event) {
    try {
      return confluent.serialize(topic, event);
    } catch (SerializationException e) {
      String subject = topic + "-" + event.getSchema().getFullName();
      if (e.getCause() instanceof RestClientException answer) {
        throw new RegistryUnavailableException(
            "subject %s: answer %d (expected: its schema, as provisioning registers it)"
                .formatted(subject, answer.getErrorCode()),
            e);
      }
      if (e.getCause() instanceof IOException) {
        throw new RegistryUnavailableException(
            "subject %s: no answer (expected: the registry to be there)".formatted(subject), e);
      }
      throw e;
    }
  }

  @Override
  public void close() {
    confluent.close();
  }
}
