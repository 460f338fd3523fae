package org.casenotesaudit.confidentiality.streams;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.core.io.ResourceResolver;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.casenotesaudit.confidentiality.packs.RulePackException;
import org.casenotesaudit.confidentiality.packs.RulePackFile;
import org.casenotesaudit.confidentiality.topology.Collaborators;
import org.casenotesaudit.confidentiality.topology.Tally;
import org.casenotesaudit.messaging.serde.EventDecoder;
import org.casenotesaudit.messaging.serde.EventSerializer;
import org.casenotesaudit.rules.pack.RulePack;
import org.casenotesaudit.serviceframe.configuration.AuditSettings;
import org.casenotesaudit.serviceframe.configuration.KafkaSettings;

/** Joins the stream to the app: its settings, its counters, its life. */
@Factory
final class StreamBeans {

  @Singleton
  RulePack rulePack(StreamSettings settings, ResourceResolver resources) {
    String location = settings.rulePack();
    try (InputStream file =
        resources
            .getResourceAsStream(location)
            .orElseThrow(
                () -> new RulePackException("rule-pack", location, "a file that exists"))) {
      return RulePackFile.read(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("rule-pack: cannot be read", e);
    }
  }

  @Singleton
  Tally tally(MeterRegistry meters) {
    Map<Tally.Kind, Counter> counters = new EnumMap<>(Tally.Kind.class);
    for (Tally.Kind kind : Tally.Kind.values()) {
      String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
      counters.put(
          kind,
          Counter.builder("audit.confidentiality.events")
              .description("What became of events read, and what was said")
              .tag("kind", name)
              .register(meters));
    }
    return kind -> Objects.requireNonNull(counters.get(kind)).increment();
  }

  @Singleton
  Collaborators collaborators(
      EventDecoder decoder,
      EventSerializer serializer,
      RulePack pack,
      BoundSettings bounds,
      AuditSettings audit,
      Tally tally) {
    return new Collaborators(decoder, serializer, pack, bounds.asBounds(), audit.agencyId(), tally);
  }

  @Context
  @Bean(preDestroy = "close")
  JudgingStream stream(
      StreamSettings settings,
      KafkaSettings kafka,
      AuditSettings audit,
      Collaborators collaborators) {
    var stream =
        new JudgingStream(
            StreamProperties.of(settings, kafka.bootstrapServers(), audit.production()),
            collaborators);
    stream.start();
    return stream;
  }
}
