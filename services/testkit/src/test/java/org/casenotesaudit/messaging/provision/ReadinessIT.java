package org.casenotesaudit.messaging.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.common.config.ConfigResource;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.Broker;
import org.casenotesaudit.testkit.Ports;
import org.casenotesaudit.testkit.Registry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What keeps a service from starting: each thing named, with found and expected. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReadinessIT {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static Broker broker;
  private static Registry registry;

  @BeforeAll
  static void start() {
    broker = Broker.start();
    registry = Registry.start();
  }

  @AfterAll
  static void stop() {
    broker.close();
    registry.close();
  }

  @Test
  @Order(1)
  void beforeProvisioningEveryTopicAndSchemaIsMissing() throws Exception {
    List<String> findings = readiness("access", Optional.empty());

    assertThat(findings)
        .contains(
            "topic access.observed.v1: missing (expected: 4 partitions, kept for 400 days)",
            "registry compatibility: NONE (expected: FULL_TRANSITIVE)",
            "subject access.observed.v1-org.casenotesaudit.events.AccessObserved: this release's"
                + " schema is missing (expected: registered)")
        .noneMatch(line -> line.startsWith("subject case-notes."));
    assertThat(Provision.dryRun(broker.bootstrapServers(), registry.url(), Replication.of(1)))
        .containsAll(findings)
        .anyMatch(line -> line.startsWith("subject case-notes."));
    try (Admin admin = broker.admin()) {
      assertThat(admin.listTopics().names().get(20, TimeUnit.SECONDS))
          .as("topics after asking")
          .doesNotContainAnyElementsOf(Topics.ALL.stream().map(topic -> topic.name()).toList());
    }
  }

  @Test
  @Order(2)
  void onAProvisionedClusterNothingIsFoundButInProduction() {
    Provision.run(broker.bootstrapServers(), registry.url(), 1);

    assertThat(readiness("access", Optional.empty())).isEmpty();
    assertThat(Provision.dryRun(broker.bootstrapServers(), registry.url(), Replication.of(1)))
        .isEmpty();
    assertThat(readiness("access", Replication.demandedBy(true)))
        .hasSize(2 * Topics.ALL.size())
        .contains(
            "access.observed.v1 replication factor: 1 (expected: 3)",
            "access.observed.v1 min.insync.replicas: 1 (expected: 2)");
  }

  @Test
  @Order(3)
  void aTopicThatForgetsSoonerIsNamed() throws Exception {
    set("alerts.reviews.v1", "retention.ms", "3600000");

    assertThat(readiness("access", Optional.empty()))
        .containsExactly("alerts.reviews.v1 retention.ms: 3600000 (expected: 34560000000)");

    set("alerts.reviews.v1", "retention.ms", "34560000000");
  }

  @Test
  @Order(4)
  void aSchemaThatDoesNotFitThoseRegisteredIsNamed() throws Exception {
    String subject = Topics.ALERTS.name() + "-org.casenotesaudit.events.AlertRaised";
    registered("DELETE", "/subjects/" + subject, "");
    registered(
        "POST",
        "/subjects/" + subject + "/versions",
        """
        {"schema": "{\\"type\\":\\"record\\",\\"name\\":\\"AlertRaised\\",\
        \\"namespace\\":\\"org.casenotesaudit.events\\",\
        \\"fields\\":[{\\"name\\":\\"other\\",\\"type\\":\\"string\\"}]}"}
        """);

    assertThat(readiness("confidentiality", Optional.empty()))
        .containsExactly(
            "subject "
                + subject
                + ": this release's schema does not fit those registered (expected: compatible)");
    assertThat(readiness("access", Optional.empty())).as("of another writer").isEmpty();
  }

  @Test
  @Order(5)
  void brokersWithoutTheTransactionsThatExactlyOnceRestsOnAreNamed() throws Exception {
    try (Admin admin = broker.admin()) {
      admin
          .updateFeatures(
              Map.of(
                  "transaction.version",
                  new FeatureUpdate((short) 1, FeatureUpdate.UpgradeType.SAFE_DOWNGRADE)),
              new UpdateFeaturesOptions())
          .all()
          .get(20, TimeUnit.SECONDS);
    }

    assertThat(readiness("access", Optional.empty()))
        .containsExactly(
            "cluster feature transaction.version: 1 (expected: 2 or more, of brokers of Kafka 4.0"
                + " or newer)");
  }

  @Test
  @Order(6)
  void aClusterThatDoesNotAnswerIsNamedAfterAWhile() {
    String nobody = "127.0.0.1:" + Ports.free();

    assertThat(Readiness.of(nobody, registry.url(), "access", Optional.empty(), Duration.ZERO))
        .containsExactly("Kafka at " + nobody + ": no answer in 0 s (expected: a cluster)");
  }

  @Test
  @Order(7)
  void aRegistryThatDoesNotAnswerIsNamedAfterAWhile() {
    String nobody = "http://127.0.0.1:" + Ports.free() + "/apis/ccompat/v7";

    assertThat(
            Readiness.of(
                Broker.running().bootstrapServers(), nobody, "access", Optional.empty(), PATIENCE))
        .singleElement()
        .asString()
        .startsWith("schema registry at " + nobody + ": compatibility: no answer to ");
  }

  private static List<String> readiness(String writer, Optional<Replication> atLeast) {
    return Readiness.of(broker.bootstrapServers(), registry.url(), writer, atLeast, PATIENCE);
  }

  private static void set(String topic, String name, String value) throws Exception {
    try (Admin admin = broker.admin()) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, topic),
                  List.of(
                      new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET))))
          .all()
          .get(20, TimeUnit.SECONDS);
    }
  }

  private static void registered(String method, String path, String body) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(URI.create(registry.url() + path))
                  .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                  .method(method, HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
  }
}
