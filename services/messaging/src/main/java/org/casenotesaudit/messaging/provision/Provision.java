package org.casenotesaudit.messaging.provision;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.serde.RegistrySettings;

/**
 * Creates what the catalogue names: topics in the cluster, subjects in the registry. Run again, it
 * changes nothing; where it finds something else than the catalogue says, it fails and says what.
 */
public final class Provision {

  private static final Duration REGISTRY_PATIENCE = Duration.ofSeconds(30);

  private Provision() {}

  /** With as few in-sync replicas as the replication factor can lose one: 2 of 3, else 1. */
  public static void run(String bootstrapServers, String registryUrl, int replicationFactor) {
    run(bootstrapServers, registryUrl, Replication.of(replicationFactor));
  }

  /**
   * @throws DriftException if a topic exists that differs from the catalogue
   * @throws IllegalStateException if the cluster or the registry does not do as asked
   */
  public static void run(String bootstrapServers, String registryUrl, Replication replication) {
    try (Admin admin = open(bootstrapServers)) {
      new TopicProvision(admin, replication).run();
    }
    SubjectProvision.run(new RegistrySettings(registryUrl, false));
  }

  /**
   * What {@link #run} would create, or would fail at, in words: one line each with found and
   * expected; empty when everything is as the catalogue says. Changes nothing.
   *
   * @throws IllegalStateException if the cluster or the registry does not answer
   */
  public static List<String> dryRun(
      String bootstrapServers, String registryUrl, Replication replication) {
    List<String> findings = new ArrayList<>();
    try (Admin admin = open(bootstrapServers)) {
      TopicInspection inspection = new TopicInspection(admin);
      Set<String> existing = inspection.existing();
      findings.addAll(inspection.features());
      findings.addAll(inspection.missing(existing));
      findings.addAll(inspection.drift(existing, replication));
    }
    findings.addAll(
        SubjectProvision.missing(
            new RegistrySettings(registryUrl, false), Topics.ALL, REGISTRY_PATIENCE));
    return findings;
  }

  static Admin open(String bootstrapServers) {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }
}
