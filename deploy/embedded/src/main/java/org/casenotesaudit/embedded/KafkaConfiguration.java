package org.casenotesaudit.embedded;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The one broker's server.properties. With one broker there is no replica to fall back on, so it
 * flushes to disk every second; what a power cut could still take, publishers send again, because
 * they keep each event until a checkpoint of the ledger covers it.
 */
final class KafkaConfiguration {
  private KafkaConfiguration() {}

  static String serverProperties(Settings settings) {
    return properties(settings).entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }

  static Map<String, String> properties(Settings settings) {
    int controller = settings.port(Port.KAFKA_CONTROLLER);
    var properties = new TreeMap<String, String>();
    properties.put("process.roles", "broker,controller");
    properties.put("node.id", "1");
    properties.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put(
        "listeners",
        "BROKER://" + settings.bootstrapServers() + ",CONTROLLER://127.0.0.1:" + controller);
    properties.put("advertised.listeners", "BROKER://" + settings.bootstrapServers());
    properties.put("inter.broker.listener.name", "BROKER");
    properties.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put("log.dirs", settings.data("kafka").toString());

    // A topic that the catalogue does not know does not exist; nothing committed is given up.
    properties.put("auto.create.topics.enable", "false");
    properties.put("unclean.leader.election.enable", "false");
    properties.put("num.partitions", "4");
    properties.put("log.flush.interval.ms", "1000");
    properties.put("log.flush.scheduler.interval.ms", "1000");

    // Kafka's own topics: one broker can hold one replica.
    properties.put("offsets.topic.num.partitions", "1");
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("transaction.state.log.num.partitions", "4");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("share.coordinator.state.topic.num.partitions", "1");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");
    // A broker that was killed may come back once its last session has run out: 9 s if left alone.
    properties.put("broker.heartbeat.interval.ms", "1000");
    properties.put("broker.session.timeout.ms", "4000");
    properties.put("group.initial.rebalance.delay.ms", "0");

    // Small machine: fewer threads, smaller segments, and 16 MB of cleaner buffer in place of 128.
    properties.put("num.network.threads", "2");
    properties.put("num.io.threads", "4");
    properties.put("background.threads", "4");
    properties.put("log.segment.bytes", String.valueOf(128 << 20));
    properties.put("log.index.size.max.bytes", String.valueOf(1 << 20));
    properties.put("log.cleaner.dedupe.buffer.size", String.valueOf(16 << 20));
    return properties;
  }
}
