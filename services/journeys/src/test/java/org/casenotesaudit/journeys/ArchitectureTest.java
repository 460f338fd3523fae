package org.casenotesaudit.journeys;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know of whom. Reads the compiled rooms, so it depends on none of them. */
class ArchitectureTest {

  private static final String US = "org.casenotesaudit.";

  /** Packages of the services that run; they meet in topics and over HTTP, never in code. */
  private static final List<String> APPS =
      List.of("casenotes", "access", "confidentiality", "audittrail", "alerts");

  private static final List<String> ROOMS =
      List.of(
          "schemas/events",
          "services/rules",
          "services/ledger",
          "services/messaging",
          "services/service-frame",
          "services/case-notes",
          "services/access",
          "services/confidentiality",
          "services/audit-trail",
          "services/alerts",
          "services/verifier");

  private static final String IDEMPOTENCY = US + "serviceframe.idempotency.Idempotency";
  private static final String TAKES_IDEMPOTENCY_KEY =
      US + "serviceframe.description.TakesIdempotencyKey";

  private static final String ATTRIBUTES = US + "messaging.EventAttributes";

  /** What goes to Kafka is one of these. */
  private static final Set<String> RECORDS =
      Set.of(
          "org.apache.kafka.clients.producer.ProducerRecord",
          "org.apache.kafka.streams.processor.api.Record");

  private static JavaClasses rooms;

  @BeforeAll
  static void readTheCompiledRooms() {
    List<Path> compiled =
        ROOMS.stream().map(room -> Path.of("../..", room, "target/classes").normalize()).toList();
    assertThat(compiled).as("compiled rooms").allMatch(Files::isDirectory);
    rooms = new ClassFileImporter().importPaths(compiled);
    for (String app : APPS) {
      assertThat(rooms.stream().anyMatch(c -> c.getPackageName().startsWith(US + app)))
          .as("classes of " + app)
          .isTrue();
    }
  }

  static Stream<String> apps() {
    return APPS.stream();
  }

  @ParameterizedTest
  @MethodSource("apps")
  void anAppNeverImportsAnotherApp(String app) {
    String[] others =
        APPS.stream()
            .filter(other -> !other.equals(app))
            .map(other -> US + other + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(US + app + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .because("apps meet in topics and over service-authenticated HTTP")
        .check(rooms);
  }

  @Test
  void rulesKnowNothingButFacts() {
    classes()
        .that()
        .resideInAPackage(US + "rules..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(US + "rules..", "java..", "org.jspecify..", "dev.cel..")
        .because("judging must be testable without Kafka, Avro or Micronaut")
        .check(rooms);
  }

  @Test
  void theLedgerKnowsNothingButBytes() {
    classes()
        .that()
        .resideInAPackage(US + "ledger..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            US + "ledger..", "java..", "javax.crypto..", "org.jspecify..", "org.erdtman.jcs..")
        .because("whoever verifies must be able to read all of it")
        .check(rooms);
  }

  @Test
  void theVerifierTrustsTheLedgerAndNothingElseOfOurs() {
    noClasses()
        .that()
        .resideInAPackage(US + "verifier..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.casenotesaudit..")
                .and(not(resideInAnyPackage(US + "verifier..", US + "ledger.."))))
        .check(rooms);
  }

  @Test
  void messagingKnowsNoAppAndNoFramework() {
    noClasses()
        .that()
        .resideInAPackage(US + "messaging..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.micronaut..", US + "serviceframe..", US + "rules..", US + "ledger..")
        .check(rooms);
  }

  @Test
  void onlyConfidentialityJudgesAndOnlyTheTrailAndItsVerifierTouchTheLedger() {
    noClasses()
        .that()
        .resideOutsideOfPackages(US + "rules..", US + "confidentiality..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(US + "rules..")
        .check(rooms);
    noClasses()
        .that()
        .resideOutsideOfPackages(US + "ledger..", US + "audittrail..", US + "verifier..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(US + "ledger..")
        .check(rooms);
  }

  /**
   * As often in a class as work is done once per key; which route is which, the apps' tests ask.
   */
  @Test
  void aRouteThatDoesItsWorkOncePerKeySaysSo() {
    for (JavaClass room : rooms) {
      long done =
          room.getMethodCallsFromSelf().stream()
              .filter(call -> call.getTargetOwner().getFullName().equals(IDEMPOTENCY))
              .filter(call -> call.getName().equals("once"))
              .count();
      long said =
          room.getMethods().stream()
              .filter(it -> it.isAnnotatedWith(TAKES_IDEMPOTENCY_KEY))
              .count();
      assertThat(said).as(room.getName()).isEqualTo(done);
    }
    assertThat(rooms.stream().flatMap(room -> room.getMethods().stream()))
        .anyMatch(it -> it.isAnnotatedWith(TAKES_IDEMPOTENCY_KEY));
  }

  /** A sender that stands here is asked by the tests of its room what its records say. */
  @Test
  void whoeverSendsARecordTakesItsHeadersFromTheAttributesOfTheEvent() {
    List<JavaClass> senders =
        rooms.stream()
            .filter(
                room ->
                    room.getConstructorCallsFromSelf().stream()
                        .anyMatch(call -> RECORDS.contains(call.getTargetOwner().getFullName())))
            .toList();
    assertThat(senders)
        .extracting(JavaClass::getSimpleName)
        .containsExactlyInAnyOrder("OutboxRow", "Receipts", "Sender");
    assertThat(senders)
        .allSatisfy(
            sender ->
                assertThat(sender.getMethodCallsFromSelf())
                    .anyMatch(
                        call ->
                            call.getTargetOwner().getFullName().equals(ATTRIBUTES)
                                && call.getName().equals("toHeaders")));
  }

  @Test
  void judgingAndProvingNeverLookAtTheClock() {
    noClasses()
        .that()
        .resideInAnyPackage(
            US + "rules..",
            US + "ledger..",
            US + "confidentiality.topology..",
            US + "confidentiality.judging..",
            US + "confidentiality.replay..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .because("the same input must give the same answer on another day")
        .check(rooms);
  }
}
