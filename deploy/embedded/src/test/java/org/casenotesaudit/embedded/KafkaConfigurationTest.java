package org.casenotesaudit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import org.junit.jupiter.api.Test;

class KafkaConfigurationTest {
  private final Settings settings = SettingsFixture.withUsualPorts(Path.of("/run/demo"));

  @Test
  void theBrokerAcceptsItsConfiguration() throws Exception {
    var properties = new Properties();
    properties.load(new StringReader(KafkaConfiguration.serverProperties(settings)));

    var config = new KafkaConfig(properties);

    assertThat(config.autoCreateTopicsEnable()).isFalse();
    assertThat(config.logDirs()).asString().contains("/run/demo/data/kafka");
  }

  @Test
  void itListensOnLoopbackOnly() {
    var properties = KafkaConfiguration.properties(settings);

    assertThat(properties.get("listeners"))
        .isEqualTo("BROKER://127.0.0.1:9092,CONTROLLER://127.0.0.1:19093");
    assertThat(properties.get("advertised.listeners")).isEqualTo("BROKER://127.0.0.1:9092");
  }

  @Test
  void nothingCommittedIsGivenUp() {
    assertThat(KafkaConfiguration.properties(settings))
        .containsEntry("unclean.leader.election.enable", "false")
        .containsEntry("log.flush.interval.ms", "1000");
  }
}
