package org.casenotesaudit.messaging.provision;

import java.util.Map;
import java.util.Optional;
import org.casenotesaudit.messaging.serde.RegistrySettings;

/**
 * Creates what the catalogue names: topics in the cluster, subjects in the registry. Run again, it
 * changes nothing; where it finds something else than the catalogue says, it fails and says what.
 */
public final class Provision {

  private Provision() {}

  /** With as few in-sync replicas as the replication factor can lose one: 2 of 3, else 1. */
  public static void run(String bootstrapServers, String registryUrl, int replicationFactor) {
    run(bootstrapServers, registryUrl, replicationFactor, replicationFactor >= 3 ? 2 : 1);
  }

  /**
   * @param minInSyncReplicas how many replicas must have a record before it counts as written
   * @throws DriftException if a topic exists that differs from the catalogue
   * @throws IllegalStateException if the cluster or the registry does not do as asked
   */
  public static void run(
      String bootstrapServers, String registryUrl, int replicationFactor, int minInSyncReplicas) {
    TopicProvision.run(
        Map.of("bootstrap.servers", bootstrapServers), replicationFactor, minInSyncReplicas);
    SubjectProvision.run(new RegistrySettings(registryUrl, false));
  }

  /**
   * Reads KAFKA_BOOTSTRAP_SERVERS, SCHEMA_REGISTRY_URL, REPLICATION_FACTOR (1) and
   * MIN_INSYNC_REPLICAS from the environment. Exits 0 only when everything is as the catalogue
   * says.
   */
  public static void main(String[] args) {
    int replicationFactor = Integer.parseInt(environment("REPLICATION_FACTOR", "1"));
    String minInSync = replicationFactor >= 3 ? "2" : "1";
    try {
      run(
          environment("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092"),
          environment("SCHEMA_REGISTRY_URL", "http://127.0.0.1:8085/apis/ccompat/v7"),
          replicationFactor,
          Integer.parseInt(environment("MIN_INSYNC_REPLICAS", minInSync)));
    } catch (DriftException e) {
      e.findings().forEach(System.err::println);
      System.exit(1);
    } catch (IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
    System.err.println("topics and schemas: as the catalogue says");
  }

  private static String environment(String name, String otherwise) {
    return Optional.ofNullable(System.getenv(name)).filter(v -> !v.isBlank()).orElse(otherwise);
  }
}
