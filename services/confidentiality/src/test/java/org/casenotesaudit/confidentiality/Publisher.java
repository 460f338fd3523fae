package org.casenotesaudit.confidentiality;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.casenotesaudit.confidentiality.topology.Happening;
import org.casenotesaudit.messaging.serde.EventSerializer;
import org.casenotesaudit.messaging.serde.RegistrySettings;

/** Publishes happenings as the services would, to a real broker. */
final class Publisher implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;
  private final EventSerializer serializer;

  Publisher(String bootstrapServers, String registryUrl) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    serializer = new EventSerializer(new RegistrySettings(registryUrl, false));
  }

  void publish(Happening... happenings) {
    for (Happening happening : happenings) {
      raw(
          happening.topic().name(),
          happening.topic().keyFor(happening.event()),
          serializer.serialize(happening.topic().name(), happening.event()));
    }
    producer.flush();
  }

  void raw(String topic, String key, byte[] value) {
    try {
      producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value)).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("not published", e);
    }
  }

  @Override
  public void close() {
    producer.close();
    serializer.close();
  }
}
