package org.casenotesaudit.serviceframe.events;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.List;
import org.casenotesaudit.events.catalogue.Topic;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.serviceframe.configuration.AuditSettings;

/** Moves time in the stream when nothing else does: one heartbeat each minute to each partition. */
@Singleton
@Requires(bean = EventOutbox.class)
final class Heartbeats {

  private final EventOutbox outbox;
  private final List<Topic> topics;

  Heartbeats(EventOutbox outbox, AuditSettings settings) {
    this.outbox = outbox;
    this.topics = settings.heartbeatTopics().stream().map(Topics::ofName).toList();
  }

  @Scheduled(fixedRate = "60s", initialDelay = "10s")
  void beat() {
    topics.forEach(outbox::heartbeat);
  }
}
