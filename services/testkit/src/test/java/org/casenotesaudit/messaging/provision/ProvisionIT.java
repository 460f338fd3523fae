package org.casenotesaudit.messaging.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.config.ConfigResource;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.serde.RegistrySettings;
import org.casenotesaudit.messaging.serde.SubjectRegistrar;
import org.casenotesaudit.testkit.Broker;
import org.casenotesaudit.testkit.Registry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Provisioning once, twice, and over what somebody changed. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProvisionIT {

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
  void theSecondTimeItChangesNothing() {
    provision();
    provision();
  }

  @Test
  @Order(2)
  void aSchemaThatOldReadersCouldNotReadIsRefusedByTheRegistry() {
    Schema other =
        SchemaBuilder.record("SourceHeartbeat")
            .namespace("org.casenotesaudit.events")
            .fields()
            .requiredString("somethingElse")
            .endRecord();
    try (SubjectRegistrar registrar =
        new SubjectRegistrar(new RegistrySettings(registry.url(), false))) {
      String subject = Topics.REVIEWS.name() + "-org.casenotesaudit.events.SourceHeartbeat";
      assertThatThrownBy(() -> registrar.register(subject, other))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("expected: accepted by the registry");
    }
  }

  @Test
  @Order(3)
  void whatSomebodyChangedIsNamedAndLeftAlone() throws Exception {
    try (Admin admin = broker.admin()) {
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
        assertThatThrownBy(ProvisionIT::provision)
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

  private static void provision() {
    Provision.run(broker.bootstrapServers(), registry.url(), 1);
  }
}
