package org.casenotesaudit.messaging.provision;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.casenotesaudit.events.catalogue.Topic;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.Failures;
import org.casenotesaudit.messaging.serde.RegistrySettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a service may start on this cluster and registry: brokers new enough, topics as the
 * catalogue says, the schemas of the topics it writes registered. Asks, and changes nothing.
 */
public final class Readiness {

  private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private Readiness() {}

  /**
   * What is not as it has to be, one line each with found and expected; empty when the service may
   * start.
   *
   * @param writer the service: the writer of some of the catalogue's topics, or of none
   * @param atLeast replication below which it will not start; empty: any
   * @param patience how long a cluster that does not answer is asked again
   */
  public static List<String> of(
      String bootstrapServers,
      String registryUrl,
      String writer,
      Optional<Replication> atLeast,
      Duration patience) {
    List<String> findings = new ArrayList<>();
    try {
      findings.addAll(ofCluster(bootstrapServers, atLeast, patience));
    } catch (UnreachableException silent) {
      return List.of(
          "Kafka at %s: no answer in %d s (expected: a cluster)"
              .formatted(bootstrapServers, patience.toSeconds()));
    }
    List<Topic> written =
        Topics.ALL.stream().filter(topic -> topic.writer().equals(writer)).toList();
    try {
      findings.addAll(
          SubjectProvision.missing(new RegistrySettings(registryUrl, false), written, patience));
    } catch (IllegalStateException silent) {
      findings.add("schema registry at %s: %s".formatted(registryUrl, silent.getMessage()));
    }
    return findings;
  }

  private static List<String> ofCluster(
      String bootstrapServers, Optional<Replication> atLeast, Duration patience) {
    long until = System.nanoTime() + patience.toNanos();
    while (true) {
      // Opened anew each time: where no name of a broker resolves, it cannot be opened at all.
      try (Admin admin = Provision.open(bootstrapServers)) {
        return inspect(new TopicInspection(admin), atLeast);
      } catch (UnreachableException | KafkaException silent) {
        if (System.nanoTime() >= until) {
          throw new UnreachableException("Kafka: no answer", silent);
        }
        LOG.info("Kafka: {}; asking again", Failures.nameOf(silent));
        pause();
      }
    }
  }

  private static List<String> inspect(TopicInspection inspection, Optional<Replication> atLeast) {
    Set<String> existing = inspection.existing();
    List<String> findings = new ArrayList<>(inspection.features());
    findings.addAll(inspection.missing(existing));
    findings.addAll(inspection.shortcomings(existing, atLeast));
    return findings;
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
