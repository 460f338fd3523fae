package org.casenotesaudit.serviceframe.events;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.casenotesaudit.messaging.IdSource;
import org.casenotesaudit.messaging.outbox.Outbox;
import org.casenotesaudit.messaging.outbox.OutboxRelay;
import org.casenotesaudit.messaging.outbox.ReceiptPruner;
import org.casenotesaudit.messaging.outbox.RelayProducers;
import org.casenotesaudit.messaging.serde.EventDecoder;
import org.casenotesaudit.messaging.serde.EventSerializer;
import org.casenotesaudit.messaging.serde.RegistrySettings;
import org.casenotesaudit.serviceframe.configuration.AuditSettings;
import org.casenotesaudit.serviceframe.configuration.KafkaSettings;
import org.casenotesaudit.serviceframe.configuration.RegistryLocation;
import org.casenotesaudit.serviceframe.storage.DatabaseSettings;
import org.casenotesaudit.serviceframe.tracing.RequestTrace;

/** Joins the messaging library to a service: its settings, its database, its life. */
@Factory
final class EventBeans {

  @Singleton
  RegistrySettings registrySettings(RegistryLocation location) {
    // Schemas are registered by provisioning, never by a producer on its own.
    return new RegistrySettings(location.url(), false);
  }

  @Singleton
  EventSerializer eventSerializer(RegistrySettings settings) {
    return new EventSerializer(settings);
  }

  @Singleton
  EventDecoder eventDecoder(RegistrySettings settings) {
    return new EventDecoder(settings);
  }

  @Singleton
  @Requires(bean = DatabaseSettings.class)
  Outbox outbox(AuditSettings settings, InstantSource clock, IdSource ids) {
    return new Outbox(settings.agencyId(), settings.source(), clock, ids, RequestTrace::current);
  }

  @Context
  @Bean(preDestroy = "close")
  @Requires(bean = DatabaseSettings.class)
  OutboxRelay relay(
      DataSource dataSource,
      AuditSettings settings,
      KafkaSettings kafka,
      EventSerializer serializer,
      InstantSource clock,
      ReceiptPruner pruner) {
    var relay =
        new OutboxRelay(
            DelegatingDataSource.unwrapDataSource(dataSource),
            settings.agencyId(),
            settings.source(),
            RelayProducers.to(kafka.bootstrapServers(), settings.source() + "-relay"),
            serializer,
            clock,
            pruner::hasCaughtUp);
    relay.start();
    return relay;
  }

  @Context
  @Bean(preDestroy = "close")
  @Requires(bean = DatabaseSettings.class)
  ReceiptPruner pruner(
      DataSource dataSource,
      AuditSettings settings,
      Outbox outbox,
      KafkaSettings kafka,
      EventDecoder decoder) {
    var pruner =
        new ReceiptPruner(
            DelegatingDataSource.unwrapDataSource(dataSource),
            settings.agencyId(),
            outbox,
            kafka.bootstrapServers(),
            decoder);
    pruner.start();
    return pruner;
  }
}
