package org.casenotesaudit.messaging.provision;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.avro.Schema;
import org.casenotesaudit.events.catalogue.Topic;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.serde.RegistrySettings;
import org.casenotesaudit.messaging.serde.SubjectRegistrar;

/** Subjects as the catalogue says, under full compatibility with all their versions. */
final class SubjectProvision {

  private static final String COMPATIBILITY = "FULL_TRANSITIVE";

  private SubjectProvision() {}

  static void run(RegistrySettings registry) {
    try (SubjectRegistrar registrar = new SubjectRegistrar(registry)) {
      // First the rule, then the schemas: none may slip in under a weaker one.
      registrar.requireCompatibility(COMPATIBILITY);
      for (Topic topic : Topics.ALL) {
        for (Schema eventType : topic.eventTypes()) {
          registrar.register(topic.subjectOf(eventType), eventType);
        }
      }
    }
  }

  /**
   * What the registry lacks, of these topics' schemas and of the rule; changes nothing.
   *
   * @param patience how long a registry that does not answer is asked again
   * @throws IllegalStateException if it still does not
   */
  static List<String> missing(
      RegistrySettings registry, Collection<Topic> topics, Duration patience) {
    List<String> missing = new ArrayList<>();
    try (SubjectRegistrar registrar = new SubjectRegistrar(registry, patience)) {
      String level = registrar.compatibility();
      if (!level.equals(COMPATIBILITY)) {
        missing.add("registry compatibility: %s (expected: %s)".formatted(level, COMPATIBILITY));
      }
      for (Topic topic : topics) {
        for (Schema eventType : topic.eventTypes()) {
          registrar.objectionTo(topic.subjectOf(eventType), eventType).ifPresent(missing::add);
        }
      }
    }
    return missing;
  }
}
