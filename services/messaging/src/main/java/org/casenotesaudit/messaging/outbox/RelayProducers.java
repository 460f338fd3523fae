package org.casenotesaudit.messaging.outbox;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Producers with the settings that a relay's promises rest on. */
public final class RelayProducers {

  private RelayProducers() {}

  /** Opens producers to a cluster with nothing but our own settings. */
  public static Supplier<Producer<byte[], byte[]>> to(String bootstrapServers, String clientId) {
    return to(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            ProducerConfig.CLIENT_ID_CONFIG, clientId));
  }

  /**
   * Opens producers with connection settings (addresses, TLS, SASL) of the caller. What order and
   * durability need overrides whatever these say.
   */
  public static Supplier<Producer<byte[], byte[]>> to(Map<String, Object> connection) {
    Map<String, Object> settings = new HashMap<>(connection);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
    // A batch that expires while the next one arrives would turn their order around. So none
    // expires: the relay waits, and gives up only together with the whole producer.
    settings.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    settings.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    return () ->
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
