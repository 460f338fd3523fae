package org.casenotesaudit.messaging.provision;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.casenotesaudit.events.catalogue.Topic;

/** The settings that a topic of the catalogue has in a cluster. */
final class Catalogued {

  private Catalogued() {}

  static Map<String, String> settingsOf(Topic topic) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(topic.retention().toMillis()));
    // Time alone removes records: neither size nor compaction may take what was not yet read.
    settings.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
    settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
    // A writer's clock must decide neither whether a record is taken (brokers refuse times an hour
    // ahead) nor how long it is kept (an act of last year would be deleted at once).
    settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    settings.put(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false");
    return settings;
  }
}
