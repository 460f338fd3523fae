package org.casenotesaudit.confidentiality.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

/** What would lose or double a judgement if somebody changed it. */
class StreamPropertiesTest {

  private static final StreamSettings SETTINGS =
      new StreamSettings("judge", "state", 2, "classpath:rule-packs/default.yaml");

  @Test
  void stateAndWhatIsSaidCommitTogetherExactlyOnce() {
    var properties = StreamProperties.of(SETTINGS, "127.0.0.1:1", false);
    var config = new StreamsConfig(properties);

    assertThat(config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG))
        .isEqualTo(StreamsConfig.EXACTLY_ONCE_V2);
    // With exactly-once the stream reads what was committed and starts from the oldest record.
    assertThat(config.getMainConsumerConfigs("group", "client", 0))
        .containsEntry("isolation.level", "read_committed")
        .containsEntry("auto.offset.reset", "earliest");
    assertThat(config.getBoolean(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG))
        .isTrue();
  }

  @Test
  void inProductionStateIsReplicatedAndStandsByElsewhere() {
    Properties properties = StreamProperties.of(SETTINGS, "127.0.0.1:1", true);

    assertThat(properties)
        .containsEntry(StreamsConfig.REPLICATION_FACTOR_CONFIG, 3)
        .containsEntry(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
  }
}
