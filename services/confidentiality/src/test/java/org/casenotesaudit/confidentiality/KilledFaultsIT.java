package org.casenotesaudit.confidentiality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.confidentiality.topology.Happening.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.casenotesaudit.events.JudgementMade;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.provision.Provision;
import org.casenotesaudit.testkit.Broker;
import org.casenotesaudit.testkit.MicronautSettings;
import org.casenotesaudit.testkit.Registry;
import org.casenotesaudit.testkit.TopicReader;
import org.casenotesaudit.testkit.TopicReader.Read;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The app as a process of its own, killed without warning in the middle of its work. */
class KilledFaultsIT {

  private static final int CLIENTS = 20;
  private static final int ACCESSES_PER_CLIENT = 15;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path folder;

  @Test
  void killedAndStartedAgainItHasSaidEverythingOnceAndNumberedItWithoutAGap() throws Exception {
    try (Broker broker = Broker.start()) {
      Provision.run(broker.bootstrapServers(), Registry.running().url(), 1);
      try (var publisher = new Publisher(broker.bootstrapServers(), Registry.running().url());
          var judgements = reader(broker, true)) {
        Process app = start(broker);
        Process again = null;
        try {
          for (int i = 0; i < CLIENTS; i++) {
            publishAccesses(publisher, i, 0, ACCESSES_PER_CLIENT / 3);
          }
          List<Read> made = new ArrayList<>(judgements.next(CLIENTS, PATIENCE));
          for (int i = 0; i < CLIENTS; i++) {
            publishAccesses(publisher, i, ACCESSES_PER_CLIENT / 3, ACCESSES_PER_CLIENT);
          }
          app.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
          again = start(broker);
          while (accessesIn(made).size() < CLIENTS * ACCESSES_PER_CLIENT) {
            made.addAll(judgements.next(1, PATIENCE));
          }

          Set<String> ids = new HashSet<>();
          made.forEach(read -> assertThat(ids.add(read.envelope().getEventId())).isTrue());
          made.forEach(
              read -> assertThat(((JudgementMade) read.event()).getRevision()).isEqualTo(1));
          assertThatNumbersHaveNoGap(made);
          judgements.assertNothingMore(Duration.ofSeconds(2));
        } finally {
          app.destroyForcibly();
          if (again != null) {
            again.destroyForcibly();
          }
        }
      }
    }
  }

  @Test
  void killedWhileItJudgesAgainInStepsItGoesOnWhereItWas() throws Exception {
    int accesses = 240;
    Map<String, String> twoAtOnce = Map.of("CONFIDENTIALITY_BOUNDS_JUDGED_PER_STEP", "2");
    String client = id("much-read-client");
    try (Broker broker = Broker.start()) {
      Provision.run(broker.bootstrapServers(), Registry.running().url(), 1);
      try (var publisher = new Publisher(broker.bootstrapServers(), Registry.running().url());
          var judgements = reader(broker, true)) {
        Process app = start(broker, twoAtOnce);
        Process again = null;
        try {
          publisher.publish(
              named("much-registered").of(client).clientRegistered(),
              named("much-opened").of(client).caseOpened(SOUTH, 0));
          for (int i = 0; i < accesses; i++) {
            publisher.publish(
                named("much-" + i)
                    .of(client)
                    .by(COLIN)
                    .inTeam(NORTH)
                    .opened(RecordKind.CASE_NOTE, 5 + i));
          }
          judgements.next(accesses, PATIENCE);
          publisher.publish(named("much-allocated").of(client).allocated(COLIN, 1));
          List<Read> revised = new ArrayList<>(judgements.next(20, PATIENCE));
          app.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
          again = start(broker, twoAtOnce);
          // More than asked for may have come before the end.
          revised.addAll(judgements.next(accesses - revised.size(), PATIENCE));

          assertThat(accessesIn(revised)).hasSize(accesses);
          revised.forEach(
              read -> {
                JudgementMade made = (JudgementMade) read.event();
                assertThat(made.getRevision()).isEqualTo(2);
                assertThat(made.getTriggeredByEventId()).isEqualTo(id("much-allocated"));
              });
          judgements.assertNothingMore(Duration.ofSeconds(2));
        } finally {
          app.destroyForcibly();
          if (again != null) {
            again.destroyForcibly();
          }
        }
      }
    }
  }

  private static TopicReader reader(Broker broker, boolean fromBeginning) {
    return TopicReader.on(
        broker.bootstrapServers(), Registry.running().url(), Topics.JUDGEMENTS, fromBeginning);
  }

  private static Set<String> accessesIn(List<Read> made) {
    Set<String> accesses = new HashSet<>();
    made.forEach(read -> accesses.add(((JudgementMade) read.event()).getAccessId()));
    return accesses;
  }

  /** Only judgements are said here (and once the pack, by the first partition). */
  private static void assertThatNumbersHaveNoGap(List<Read> made) {
    Map<String, TreeSet<Long>> numbers = new HashMap<>();
    made.forEach(
        read ->
            numbers
                .computeIfAbsent(read.envelope().getSource(), source -> new TreeSet<>())
                .add(read.envelope().getSourceSequence()));
    numbers.forEach(
        (source, seen) -> {
          long first = source.endsWith("-0") ? 2 : 1;
          assertThat(seen.first()).as(source).isEqualTo(first);
          assertThat(seen.last() - seen.first() + 1).as(source).isEqualTo(seen.size());
        });
  }

  private static void publishAccesses(Publisher publisher, int client, int from, int until) {
    String clientId = id("killed-client-" + client);
    if (from == 0) {
      publisher.publish(
          named("registered-" + clientId).of(clientId).clientRegistered(),
          named("opened-" + clientId).of(clientId).caseOpened(NORTH, 0));
    }
    for (int i = from; i < until; i++) {
      publisher.publish(
          named("a-" + clientId + "-" + i)
              .of(clientId)
              .by(COLIN)
              .inTeam(NORTH)
              .opened(RecordKind.CASE_NOTE, 5 + i));
    }
  }

  private Process start(Broker broker) throws IOException {
    return start(broker, Map.of());
  }

  private Process start(Broker broker, Map<String, String> settings) throws IOException {
    ProcessBuilder process =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            Application.class.getName());
    MicronautSettings.of("confidentiality")
        .forEach(
            (name, value) -> {
              if (name.equals(name.toUpperCase(java.util.Locale.ROOT))) {
                process.environment().put(name, value.toString());
              }
            });
    process.environment().put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
    process.environment().put("DATA_DIR", folder.resolve("data").toString());
    process.environment().put("CONFIDENTIALITY_PORT", "-1");
    process.environment().putAll(settings);
    process.redirectErrorStream(true);
    process.redirectOutput(
        ProcessBuilder.Redirect.appendTo(
            Files.createDirectories(folder).resolve("app.log").toFile()));
    return process.start();
  }
}
