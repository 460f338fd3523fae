package org.casenotesaudit.alerts.intake;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import java.util.List;
import org.casenotesaudit.alerts.store.AlertStore;
import org.casenotesaudit.alerts.store.Database;
import org.casenotesaudit.events.catalogue.Topic;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.consume.ConsumerLoop;
import org.casenotesaudit.serviceframe.configuration.KafkaSettings;

/** Runs the loop that reads what alerts needs to know, from the start of the app to its end. */
@Context
public class Intake {

  /**
   * confidentiality for the alerts themselves; access for what was stated, and with case-notes for
   * who knows whom.
   */
  static final List<Topic> TOPICS =
      List.of(
          Topics.ALERTS,
          Topics.JUDGEMENTS,
          Topics.ACCESS_OBSERVED,
          Topics.ACCESS_DIRECTORY,
          Topics.CASE_NOTES_RECORD);

  private final ConsumerLoop loop;
  private final Database database;

  Intake(KafkaSettings kafka, AlertsSink sink, Database database, MeterRegistry meters) {
    this.database = database;
    this.loop = ConsumerLoop.on(kafka.bootstrapServers(), "alerts-intake", TOPICS, sink);
    Gauge.builder("alerts.intake.lag", loop, held -> held.lag().orElse(-1)).register(meters);
    Gauge.builder("alerts.intake.failures", loop, ConsumerLoop::failures).register(meters);
    loop.start();
  }

  /** Whether the topics can be read and taken in right now. */
  public boolean isHealthy() {
    return loop.isHealthy();
  }

  @Scheduled(fixedDelay = "1h", initialDelay = "5m")
  void dropWhatHasNoAlert() {
    database.transaction(AlertStore::dropUnalerted);
  }

  @PreDestroy
  void close() {
    loop.close();
  }
}
