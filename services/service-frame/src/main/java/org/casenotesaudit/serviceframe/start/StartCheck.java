package org.casenotesaudit.serviceframe.start;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.util.List;
import org.casenotesaudit.messaging.provision.Readiness;
import org.casenotesaudit.messaging.provision.Replication;
import org.casenotesaudit.serviceframe.configuration.AuditSettings;
import org.casenotesaudit.serviceframe.configuration.KafkaSettings;
import org.casenotesaudit.serviceframe.configuration.RegistryLocation;

/**
 * Nobody in a service learns where Kafka is before the cluster and the registry were found to be as
 * the catalogue of topics says: the database is not migrated, no stream runs, no request is
 * answered. A service that starts is one that can work.
 */
@Singleton
final class StartCheck implements BeanCreatedEventListener<KafkaSettings> {

  private final AuditSettings audit;
  private final RegistryLocation registry;
  private final StartSettings start;

  StartCheck(AuditSettings audit, RegistryLocation registry, StartSettings start) {
    this.audit = audit;
    this.registry = registry;
    this.start = start;
  }

  @Override
  public KafkaSettings onCreated(BeanCreatedEvent<KafkaSettings> event) {
    KafkaSettings kafka = event.getBean();
    List<String> findings =
        Readiness.of(
            kafka.bootstrapServers(),
            registry.url(),
            audit.source(),
            Replication.demandedBy(audit.production()),
            start.patience());
    if (!findings.isEmpty()) {
      String more = findings.size() == 1 ? "" : "; and %d more".formatted(findings.size() - 1);
      throw new IllegalStateException(findings.getFirst() + more);
    }
    return kafka;
  }
}
