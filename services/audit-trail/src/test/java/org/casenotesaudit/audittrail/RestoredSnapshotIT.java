package org.casenotesaudit.audittrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.RuntimeBeanDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.casenotesaudit.audittrail.integrate.FaultPoint;
import org.casenotesaudit.audittrail.integrate.Integrator;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.LedgerReceipt;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.Broker;
import org.casenotesaudit.testkit.CuttableProxy;
import org.casenotesaudit.testkit.Postgres;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start from a snapshot in which all agrees, while Kafka remembers that more was signed. */
class RestoredSnapshotIT {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final Postgres.Database database = Postgres.running().newDatabase("audit-trail");
  private final Map<String, Object> settings = RunningTrail.settings(database);
  private final UUID client = UUID.randomUUID();
  private final String source = RunningTrail.freshSource();

  @TempDir private Path snapshot;

  @Test
  void databaseTilesAndKeysRestoredTogetherDoNotMakeTheTrailSignASecondHistory() throws Exception {
    signed(1);
    Map<String, Object> restored = new HashMap<>(settings);
    restored.put("DB_URL", Postgres.running().copyOf(database).url());
    for (String folder : List.of("DATA_DIR", "KEYS_DIR")) {
      Path copy = snapshot.resolve(folder);
      copy(Path.of(settings.get(folder).toString()), copy);
      restored.put(folder, copy.toString());
    }
    signed(2);

    assertThatThrownBy(() -> RunningTrail.startedWith(restored).close())
        .hasStackTraceContaining("SigningRefusedException: tree size in the database: ")
        .hasStackTraceContaining(" or more, which the newest receipt tells of;");
    // The database that has all that was told of goes on.
    signed(3);
  }

  @Test
  void whoCannotAskWhatWasToldDoesNotStart() {
    CuttableProxy toKafka = Broker.running().wire();
    settings.put("KAFKA_BOOTSTRAP_SERVERS", Broker.running().wiredBootstrapServers());
    settings.put("START_PATIENCE", "1s");
    toKafka.cut();
    try {
      assertThatThrownBy(() -> RunningTrail.startedWith(settings).close())
          .rootCause()
          .hasMessageEndingWith(": no answer in 1 s (expected: a cluster)");
    } finally {
      toKafka.mend();
    }
  }

  @Test
  void whoLosesKafkaWhileStartingSignsNothingBeforeItIsBack() throws Exception {
    CuttableProxy toKafka = Broker.running().wire();
    settings.put("KAFKA_BOOTSTRAP_SERVERS", Broker.running().wiredBootstrapServers());
    try (RunningTrail trail = RunningTrail.startedWith(settings, cutting(toKafka))) {
      RunningTrail.eventually(() -> trail.bean(Integrator.class).failures() > 0);
      assertThat(trail.get("/v1/keys", Optional.empty()).statusCode()).isEqualTo(200);
      RunningTrail.assertRefused(
          trail.get("/checkpoint", Optional.empty()), 404, "no-checkpoint-yet");

      toKafka.mend();
      trail.proofOf(trail.published(client, source, 1).getEnvelope().getEventId());
    } finally {
      toKafka.mend();
    }
  }

  /** Asked for when the cluster was found to be well, and before the newest receipt is. */
  private static RuntimeBeanDefinition<FaultPoint> cutting(CuttableProxy wire) {
    return RuntimeBeanDefinition.builder(
            FaultPoint.class,
            () -> {
              wire.cut();
              return FaultPoint.NONE;
            })
        .singleton(true)
        .replaces(FaultPoint.class)
        .build();
  }

  /** Lets a trail sign one event more, and tell its source so. */
  private void signed(long number) throws Exception {
    try (TopicReader receipts = TopicReader.fromNow(Topics.RECEIPTS);
        RunningTrail trail = RunningTrail.startedWith(settings)) {
      AccessObserved access = trail.published(client, source, number);
      trail.proofOf(access.getEnvelope().getEventId());
      receipts.next(
          LedgerReceipt.class,
          it -> it.getCoveredSource().equals(source) && it.getContiguousSequence() == number,
          1,
          SOON);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
