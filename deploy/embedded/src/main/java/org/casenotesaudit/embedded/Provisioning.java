package org.casenotesaudit.embedded;

import org.casenotesaudit.messaging.provision.Provision;

/**
 * Makes the topics of the catalogue and registers the schemas, at each start anew, without harm.
 */
final class Provisioning {
  private static final int REPLICAS = 1;

  private Provisioning() {}

  static void run(Settings settings) {
    Provision.run(settings.bootstrapServers(), settings.registryUrl(), REPLICAS);
  }
}
