package org.casenotesaudit.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.casenotesaudit.journeys.Topics.Event;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The system in containers, with three brokers and in production mode: people at work while
 * containers are killed, stand still, lose their cables and get twins. Nothing is mended by hand;
 * afterwards the invariants of {@link LifeUnderLoad} hold, and the story of {@code deploy/demo}
 * happens as told.
 *
 * <p>The images are those of the build: {@code deploy/images/build --air-gapped}.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContainersJourney {

  private static final String NAME = "containers-journey";
  private static final Duration STILL = Duration.ofSeconds(10);
  private static final Duration CUT = Duration.ofSeconds(15);
  private static final Duration JUDGED_WITHIN = Duration.ofSeconds(90);

  /** In which order things go wrong: printed, and taken up again with {@code -Djourney.seed}. */
  private static final long SEED = Long.getLong("journey.seed", System.nanoTime() % 100_000);

  /** To try a change of this journey: only faults whose name holds this. All by default. */
  private static final String ONLY = System.getProperty("journey.faults", "");

  private static Containers containers;
  private static Agency agency;

  private record Named(String name, LifeUnderLoad.Fault fault) {}

  @BeforeAll
  static void start() throws Exception {
    containers = new Containers(NAME);
    agency = new Agency(NAME, containers);
    agency.upAnew();
  }

  @AfterAll
  static void stop() throws Exception {
    agency.close();
  }

  /** Each is one line, whatever the service stood on, and nothing of it goes on running. */
  @ParameterizedTest
  @Order(1)
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DB_RUN_PASSWORD_FILE=/run/secrets/access_migrate  | turned access_run away, SQLSTATE 28P01 (expected: the password in DB_RUN_PASSWORD_FILE to be theirs)
          DB_MIGRATE_PASSWORD_FILE=/nowhere                 | DB_MIGRATE_PASSWORD_FILE: "/nowhere" cannot be read (expected: a file with the secret)
          KEYS_DIR=/data                                    | /data/access-idempotency.key: missing (expected: a key of 32 bytes)
          KAFKA_BOOTSTRAP_SERVERS=nobody:9092               | Kafka at nobody:9092: no answer in 2 s (expected: a cluster)
          SCHEMA_REGISTRY_URL=http://nobody:8085            | schema registry at http://nobody:8085: compatibility: no answer
          """)
  void aServiceThatMayNotStartSaysWhyInOneLineAndEnds(String setting, String reason) {
    var end = containers.endOfAnother("access", List.of("START_PATIENCE=2s", setting));

    assertThat(end.exitCode()).as(end.output()).isEqualTo(1);
    assertThat(end.output().lines().filter(line -> line.contains(" ERROR ")))
        .as(end.output())
        .singleElement()
        .asString()
        .contains("not started: ")
        .contains(reason);
    assertThat(end.output()).as("stack traces").doesNotContain("\tat ");
  }

  @Test
  @Order(2)
  void theInvariantsHoldWhateverHappensToContainersAndCables() throws Exception {
    List<Named> faults = new ArrayList<>(faults());
    faults.removeIf(fault -> !fault.name().contains(ONLY));
    Collections.shuffle(faults, new Random(SEED));
    System.out.printf("journey.seed=%d: %s%n", SEED, faults.stream().map(Named::name).toList());
    var life = new LifeUnderLoad(agency, Path.of("target", NAME).toAbsolutePath());

    for (Named named : faults) {
      life.goesOnAfter(named.name(), named.fault());
    }

    life.endsWithInvariants(Containers.ALL);
  }

  @Test
  @Order(3)
  void theStoryHappensAsTold() throws Exception {
    var demo = agency.command("demo");

    assertThat(demo.exitCode()).as(demo.output()).isZero();
  }

  private static List<Named> faults() {
    List<Named> faults = new ArrayList<>();
    for (String part : Containers.ALL) {
      faults.add(new Named(part + " killed", () -> containers.kill(part)));
      faults.add(new Named(part + " still", () -> containers.pause(STILL, part)));
    }
    faults.add(new Named("two brokers killed", () -> containers.kill("kafka-1", "kafka-2")));
    faults.add(new Named("two brokers still", () -> containers.pause(STILL, "kafka-2", "kafka-3")));
    faults.add(
        new Named(
            "all killed at once", () -> containers.kill(Containers.ALL.toArray(String[]::new))));
    faults.add(cable("access", List.of("postgres")));
    faults.add(cable("audit-trail", List.of("postgres")));
    faults.add(cable("audit-trail", Containers.BROKERS));
    faults.add(cable("access", Containers.BROKERS));
    faults.add(new Named("confidentiality's twin takes over", ContainersJourney::takeOver));
    faults.add(new Named("audit-trail has a twin", ContainersJourney::twoWriters));
    return faults;
  }

  private static Named cable(String part, List<String> others) {
    return new Named(part + " cut from " + others, () -> containers.cut(CUT, part, others));
  }

  /** A second instance joins, the first one ends, and judging goes on without it. */
  private static void takeOver() throws Exception {
    String twin = containers.another("confidentiality", false);
    try {
      containers.awaitHealthy(twin);
      // Time for its copies of the state to follow.
      LockSupport.parkNanos(STILL.toNanos());
      containers.stop("confidentiality");
      aNewAccessIsJudged();
      containers.startAgain("confidentiality");
      containers.awaitHealthy(containers.id("confidentiality"));
    } finally {
      containers.remove(twin);
    }
  }

  private static void aNewAccessIsJudged() throws Exception {
    CaseFile file = CaseFile.setUp(agency, new Deeds(), false);
    String access =
        agency
            .call("maria", "POST", agency.url("ACCESS", "/v1/accesses"), file.toReadTheNote())
            .get("accessId")
            .asText();
    Topics topics = new Topics(agency);
    long deadline = System.nanoTime() + JUDGED_WITHIN.toNanos();
    while (!isJudged(access, topics.events())) {
      assertThat(System.nanoTime()).as("access %s is not judged", access).isLessThan(deadline);
    }
  }

  private static boolean isJudged(String access, List<Event> events) {
    return events.stream()
        .filter(event -> event.type().equals("AccessObserved"))
        .filter(event -> event.text("accessId").equals(access))
        .anyMatch(
            observed ->
                events.stream()
                    .filter(event -> event.type().equals("JudgementMade"))
                    .anyMatch(made -> made.text("accessEventId").equals(observed.eventId())));
  }

  /** Two writers on one log: the invariants tell whether more than one wrote. */
  private static void twoWriters() {
    String twin = containers.another("audit-trail", true);
    LockSupport.parkNanos(Duration.ofSeconds(30).toNanos());
    containers.remove(twin);
  }
}
