package org.casenotesaudit.confidentiality.streams;

import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The settings of Kafka Streams that this app relies on, each with its reason. */
final class StreamProperties {

  private StreamProperties() {}

  static Properties of(StreamSettings settings, String bootstrapServers, boolean production) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    // State, positions and what is said commit together or not at all.
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    // A transaction costs the broker the same for one judgement as for a hundred. An alert has two
    // seconds to be seen, and spends an eighth of a second here on average.
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 250);
    // A name that Kafka Streams makes up changes with the topology, and state with it.
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    properties.put(
        StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class.getName());
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, production ? 1 : 0);
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, production ? 3 : -1);
    // Nobody calls this address. It tells processes apart, and without one Kafka Streams does not
    // say which partition a client lies in.
    properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, UUID.randomUUID() + ":1");
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    // A killed process is missed after six seconds, the least that brokers accept by default.
    properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 6_000);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 1_500);
    return properties;
  }
}
