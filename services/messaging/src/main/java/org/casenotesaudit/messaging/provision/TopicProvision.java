package org.casenotesaudit.messaging.provision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.casenotesaudit.events.catalogue.Topic;
import org.casenotesaudit.events.catalogue.Topics;

/** Topics as the catalogue says: created where missing, compared where there. */
final class TopicProvision {

  private static final long TIMEOUT_SECONDS = 30;

  private final Admin admin;
  private final short replicationFactor;
  private final int minInSyncReplicas;

  private TopicProvision(Admin admin, int replicationFactor, int minInSyncReplicas) {
    this.admin = admin;
    this.replicationFactor = (short) replicationFactor;
    this.minInSyncReplicas = minInSyncReplicas;
  }

  static void run(Map<String, Object> connection, int replicationFactor, int minInSyncReplicas) {
    try (Admin admin = Admin.create(connection)) {
      TopicProvision provision = new TopicProvision(admin, replicationFactor, minInSyncReplicas);
      Set<String> existing = provision.existing();
      provision.create(existing);
      provision.compare(existing);
    }
  }

  private Set<String> existing() {
    Set<String> all = get(admin.listTopics().names());
    return Topics.ALL.stream().map(Topic::name).filter(all::contains).collect(Collectors.toSet());
  }

  private void create(Set<String> existing) {
    List<NewTopic> missing =
        Topics.ALL.stream()
            .filter(topic -> !existing.contains(topic.name()))
            .map(
                topic ->
                    new NewTopic(topic.name(), topic.partitions(), replicationFactor)
                        .configs(settingsOf(topic)))
            .toList();
    for (KafkaFuture<Void> created : admin.createTopics(missing).values().values()) {
      try {
        get(created);
      } catch (IllegalStateException e) {
        // Two of us at once: the other one's topic is as good as ours.
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  private void compare(Set<String> existing) {
    Map<String, TopicDescription> descriptions =
        get(admin.describeTopics(existing).allTopicNames());
    List<ConfigResource> resources =
        existing.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    Map<ConfigResource, Config> configs = get(admin.describeConfigs(resources).all());
    List<String> drift = new ArrayList<>();
    for (Topic topic : Topics.ALL) {
      TopicDescription description = descriptions.get(topic.name());
      Config config = configs.get(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()));
      if (description != null && config != null) {
        compare(topic, description, config, drift);
      }
    }
    if (!drift.isEmpty()) {
      throw new DriftException(drift);
    }
  }

  private void compare(
      Topic topic, TopicDescription description, Config config, List<String> drift) {
    expect(
        drift,
        topic.name() + " partitions",
        String.valueOf(description.partitions().size()),
        String.valueOf(topic.partitions()));
    expect(
        drift,
        topic.name() + " replication factor",
        String.valueOf(description.partitions().getFirst().replicas().size()),
        String.valueOf(replicationFactor));
    settingsOf(topic)
        .forEach(
            (name, expected) ->
                expect(drift, topic.name() + " " + name, config.get(name).value(), expected));
  }

  private static void expect(List<String> drift, String what, String found, String expected) {
    if (!expected.equals(found)) {
      drift.add("%s: %s (expected: %s)".formatted(what, found, expected));
    }
  }

  private Map<String, String> settingsOf(Topic topic) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(topic.retention().toMillis()));
    // Time alone removes records: neither size nor compaction may take what was not yet read.
    settings.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
    settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
    // A writer's clock must decide neither whether a record is taken (brokers refuse times an hour
    // ahead) nor how long it is kept (an act of last year would be deleted at once).
    settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, String.valueOf(minInSyncReplicas));
    settings.put(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false");
    return settings;
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "cluster: " + e.getCause() + " (expected: to do as asked)", e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "cluster: no answer in %d s (expected: one)".formatted(TIMEOUT_SECONDS), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
