package org.casenotesaudit.messaging.provision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.casenotesaudit.events.catalogue.Topic;
import org.casenotesaudit.events.catalogue.Topics;

/** What of a cluster is not as the catalogue says. Changes nothing. */
final class TopicInspection {

  /** Transactions that a late duplicate cannot reopen (KIP-890); of brokers since 4.0. */
  private static final String TRANSACTIONS = "transaction.version";

  private static final short TRANSACTIONS_SINCE = 2;

  private final Admin admin;

  TopicInspection(Admin admin) {
    this.admin = admin;
  }

  Set<String> existing() {
    Set<String> all = Answers.get(admin.listTopics().names());
    return Topics.ALL.stream().map(Topic::name).filter(all::contains).collect(Collectors.toSet());
  }

  /** One line for each topic that is not there. */
  List<String> missing(Set<String> existing) {
    return Topics.ALL.stream()
        .filter(topic -> !existing.contains(topic.name()))
        .map(
            topic ->
                "topic %s: missing (expected: %d partitions, kept for %d days)"
                    .formatted(topic.name(), topic.partitions(), topic.retention().toDays()))
        .toList();
  }

  /** One line for each difference of an existing topic, whose replication has to be this one. */
  List<String> drift(Set<String> existing, Replication exactly) {
    return drift(
        existing,
        Optional.of(exactly),
        found -> found == exactly.factor(),
        found -> found == exactly.minInSync());
  }

  /** One line for each difference, where more replication than demanded is none. */
  List<String> shortcomings(Set<String> existing, Optional<Replication> atLeast) {
    return drift(
        existing,
        atLeast,
        found -> atLeast.stream().allMatch(demand -> found >= demand.factor()),
        found -> atLeast.stream().allMatch(demand -> found >= demand.minInSync()));
  }

  /** Whether the brokers have what exactly-once rests on; one line if not. */
  List<String> features() {
    FeatureMetadata features = Answers.get(admin.describeFeatures().featureMetadata());
    FinalizedVersionRange found = features.finalizedFeatures().get(TRANSACTIONS);
    int level = found == null ? 0 : found.maxVersionLevel();
    return level >= TRANSACTIONS_SINCE
        ? List.of()
        : List.of(
            "cluster feature %s: %d (expected: %d or more, of brokers of Kafka 4.0 or newer)"
                .formatted(TRANSACTIONS, level, TRANSACTIONS_SINCE));
  }

  private List<String> drift(
      Set<String> existing,
      Optional<Replication> replication,
      IntPredicate factor,
      IntPredicate minInSync) {
    Map<String, TopicDescription> descriptions =
        Answers.get(admin.describeTopics(existing).allTopicNames());
    List<ConfigResource> resources =
        existing.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    Map<ConfigResource, Config> configs = Answers.get(admin.describeConfigs(resources).all());
    List<String> drift = new ArrayList<>();
    for (Topic topic : Topics.ALL) {
      TopicDescription description = descriptions.get(topic.name());
      Config config = configs.get(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()));
      if (description != null && config != null) {
        compare(topic, description, config, drift);
        replication.ifPresent(
            wanted -> compare(topic, description, config, wanted, factor, minInSync, drift));
      }
    }
    return drift;
  }

  private static void compare(
      Topic topic, TopicDescription description, Config config, List<String> drift) {
    expect(
        drift,
        topic.name() + " partitions",
        String.valueOf(description.partitions().size()),
        String.valueOf(topic.partitions()));
    Catalogued.settingsOf(topic)
        .forEach(
            (name, expected) ->
                expect(drift, topic.name() + " " + name, config.get(name).value(), expected));
  }

  private static void compare(
      Topic topic,
      TopicDescription description,
      Config config,
      Replication wanted,
      IntPredicate factor,
      IntPredicate minInSync,
      List<String> drift) {
    int replicas =
        description.partitions().stream().mapToInt(p -> p.replicas().size()).min().orElse(0);
    if (!factor.test(replicas)) {
      drift.add(line(topic.name() + " replication factor", "" + replicas, "" + wanted.factor()));
    }
    String found = config.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG).value();
    if (!minInSync.test(Integer.parseInt(found))) {
      drift.add(
          line(
              topic.name() + " " + TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
              found,
              "" + wanted.minInSync()));
    }
  }

  private static void expect(List<String> drift, String what, String found, String expected) {
    if (!expected.equals(found)) {
      drift.add(line(what, found, expected));
    }
  }

  private static String line(String what, String found, String expected) {
    return "%s: %s (expected: %s)".formatted(what, found, expected);
  }
}
