package org.casenotesaudit.messaging.provision;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.casenotesaudit.events.catalogue.Topic;
import org.casenotesaudit.events.catalogue.Topics;

/** Topics as the catalogue says: created where missing, compared where there. */
final class TopicProvision {

  private final Admin admin;
  private final Replication replication;

  TopicProvision(Admin admin, Replication replication) {
    this.admin = admin;
    this.replication = replication;
  }

  /**
   * @throws DriftException if a topic exists that differs from the catalogue
   */
  void run() {
    TopicInspection inspection = new TopicInspection(admin);
    Set<String> existing = inspection.existing();
    create(existing);
    List<String> drift = inspection.drift(existing, replication);
    if (!drift.isEmpty()) {
      throw new DriftException(drift);
    }
  }

  private void create(Set<String> existing) {
    List<NewTopic> missing =
        Topics.ALL.stream()
            .filter(topic -> !existing.contains(topic.name()))
            .map(
                topic ->
                    new NewTopic(topic.name(), topic.partitions(), (short) replication.factor())
                        .configs(settingsOf(topic)))
            .toList();
    for (KafkaFuture<Void> created : admin.createTopics(missing).values().values()) {
      try {
        Answers.get(created);
      } catch (IllegalStateException e) {
        // Two of us at once: the other one's topic is as good as ours.
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  private Map<String, String> settingsOf(Topic topic) {
    Map<String, String> settings = new LinkedHashMap<>(Catalogued.settingsOf(topic));
    settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, String.valueOf(replication.minInSync()));
    return settings;
  }
}
