package org.casenotesaudit.confidentiality.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.Topology;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.serde.EventDecoder;
import org.casenotesaudit.messaging.serde.EventSerializer;
import org.casenotesaudit.messaging.serde.RegistrySettings;
import org.junit.jupiter.api.Test;

/** A renamed operator or store is a migration of state: it must show in review. */
class ConfidentialityTopologyTest {

  @Test
  void theTopologyIsTheOneThatWasReviewed() throws IOException {
    RegistrySettings registry = new RegistrySettings("mock://golden", true);
    String found =
        ConfidentialityTopology.define(
                new Topology(),
                new Collaborators(
                    new EventDecoder(registry),
                    new EventSerializer(registry),
                    StreamOnTheBench.pack(),
                    Bounds.defaults(),
                    "demo",
                    kind -> {}))
            .describe()
            .toString();

    try (var golden = getClass().getResourceAsStream("/topology/confidentiality.txt")) {
      assertThat(found.strip())
          .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8).strip());
    }
  }

  @Test
  void theThreeTopicsReadAreDividedAlike() {
    assertThat(Topics.ACCESS_OBSERVED.partitions())
        .isEqualTo(Topics.CASE_NOTES_RECORD.partitions())
        .isEqualTo(Topics.REVIEWS.partitions())
        .isEqualTo(Topics.JUDGEMENTS.partitions())
        .isEqualTo(Topics.ALERTS.partitions());
  }
}
