package org.casenotesaudit.provision;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.casenotesaudit.messaging.provision.DriftException;
import org.casenotesaudit.messaging.provision.Provision;
import org.casenotesaudit.messaging.provision.Replication;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Topics in the cluster, schemas and the rule for changing them in the registry. */
@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    description = {
      "Creates the topics of the catalogue and registers the schemas of this release.",
      "A topic that is there and differs is named and left alone: partitions and retention of a"
          + " topic with records in it are for a person to decide."
    })
final class TopicsCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--bootstrap-servers",
      required = true,
      defaultValue = "${env:KAFKA_BOOTSTRAP_SERVERS}",
      description = "host:port of some brokers, separated by commas (KAFKA_BOOTSTRAP_SERVERS)")
  private String bootstrapServers = "";

  @Option(
      names = "--registry",
      required = true,
      defaultValue = "${env:SCHEMA_REGISTRY_URL}",
      description = "address of a registry with Confluent's API (SCHEMA_REGISTRY_URL)")
  private String registryUrl = "";

  @Option(
      names = "--replication-factor",
      defaultValue = "${env:REPLICATION_FACTOR:-3}",
      description = "replicas of each partition (REPLICATION_FACTOR; ${DEFAULT-VALUE})")
  private int replicationFactor;

  @Option(
      names = "--min-insync-replicas",
      defaultValue = "${env:MIN_INSYNC_REPLICAS:-0}",
      description =
          "replicas that must have a record before it counts as written (MIN_INSYNC_REPLICAS); 0:"
              + " 2 of 3 or more, else 1")
  private int minInSyncReplicas;

  @Mixin private final Report report = new Report();

  @Override
  public Integer call() {
    Replication replication = replication();
    String well = "topics and schemas: as the catalogue says";
    if (report.isDryRun()) {
      List<String> found = Provision.dryRun(bootstrapServers, registryUrl, replication);
      return report.tell(found, well);
    }
    try {
      Provision.run(bootstrapServers, registryUrl, replication);
    } catch (DriftException drift) {
      return report.tell(drift.findings(), well);
    }
    return report.tell(List.of(), well);
  }

  private Replication replication() {
    try {
      return minInSyncReplicas == 0
          ? Replication.of(replicationFactor)
          : new Replication(replicationFactor, minInSyncReplicas);
    } catch (IllegalArgumentException impossible) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(), "error: " + impossible.getMessage());
    }
  }
}
