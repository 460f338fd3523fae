package org.casenotesaudit.messaging.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.ConfigResource;
import org.casenotesaudit.events.catalogue.Topic;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.serde.RegistrySettings;
import org.casenotesaudit.messaging.serde.SubjectRegistrar;
import org.casenotesaudit.testkit.Broker;
import org.casenotesaudit.testkit.Registry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Provisioning once, twice, and over what somebody changed. */
class ProvisionIT {

  private static final String SUBJECT =
      Topics.REVIEWS.name() + "-org.casenotesaudit.events.SourceHeartbeat";

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
  void theSecondTimeItChangesNothing() throws Exception {
    provision(broker);
    String topics = topics();
    String versions = versions();

    provision(broker);

    assertThat(topics()).isEqualTo(topics);
    assertThat(versions()).isEqualTo(versions).isEqualTo("[1]");
  }

  @Test
  void aSchemaThatOldReadersCouldNotReadIsRefusedByTheRegistry() {
    provision(broker);
    Schema other =
        SchemaBuilder.record("SourceHeartbeat")
            .namespace("org.casenotesaudit.events")
            .fields()
            .requiredString("somethingElse")
            .endRecord();
    try (SubjectRegistrar registrar =
        new SubjectRegistrar(new RegistrySettings(registry.url(), false))) {
      assertThatThrownBy(() -> registrar.register(SUBJECT, other))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("expected: accepted by the registry");
    }
  }

  @Test
  void whatSomebodyChangedIsNamedAndLeftAlone() throws Exception {
    try (Broker another = Broker.start();
        Admin admin = another.admin()) {
      provision(another);
      admin
          .createPartitions(Map.of("alerts.reviews.v1", NewPartitions.increaseTo(6)))
          .all()
          .get(20, TimeUnit.SECONDS);
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, "access.observed.v1"),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("cleanup.policy", "compact"), AlterConfigOp.OpType.SET))))
          .all()
          .get(20, TimeUnit.SECONDS);
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> provision(another))
            .isInstanceOfSatisfying(
                DriftException.class,
                drift ->
                    assertThat(drift.findings())
                        .containsExactly(
                            "access.observed.v1 cleanup.policy: compact (expected: delete)",
                            "alerts.reviews.v1 partitions: 6 (expected: 4)"));
      }
    }
  }

  private static void provision(Broker cluster) {
    Provision.run(cluster.bootstrapServers(), registry.url(), 1);
  }

  private static String topics() throws Exception {
    try (Admin admin = broker.admin()) {
      return new TreeMap<>(
              admin
                  .describeTopics(Topics.ALL.stream().map(Topic::name).toList())
                  .allTopicNames()
                  .get(20, TimeUnit.SECONDS))
          .toString();
    }
  }

  /** Of one subject, as the registry numbers them. */
  private static String versions() throws Exception {
    URI address = URI.create(registry.url() + "/subjects/" + SUBJECT + "/versions");
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
