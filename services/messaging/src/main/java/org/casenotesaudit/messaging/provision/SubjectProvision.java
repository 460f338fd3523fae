package org.casenotesaudit.messaging.provision;

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
}
