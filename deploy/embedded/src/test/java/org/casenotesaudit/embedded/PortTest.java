package org.casenotesaudit.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortTest {

  @Test
  void withoutVariablesThePortsAreThoseOfTheReadme() {
    var numbers = Port.numbers(Map.of(), Map.of());

    assertThat(numbers)
        .containsEntry(Port.ALERTS, 8080)
        .containsEntry(Port.CASE_NOTES, 8081)
        .containsEntry(Port.ACCESS, 8082)
        .containsEntry(Port.CONFIDENTIALITY, 8083)
        .containsEntry(Port.AUDIT_TRAIL, 8084)
        .containsEntry(Port.REGISTRY, 8085)
        .containsEntry(Port.OIDC, 8086)
        .containsEntry(Port.KAFKA, 9092)
        .containsEntry(Port.POSTGRES, 15432);
  }

  @Test
  void oneVariableMovesOnePort() {
    var numbers = Port.numbers(Map.of("CASE_NOTES_PORT", " 18081 "), Map.of());

    assertThat(numbers).containsEntry(Port.CASE_NOTES, 18081).containsEntry(Port.ACCESS, 8082);
  }

  @Test
  void thePortOfTheLastStartHoldsUntilAVariableMovesIt() {
    var lastStart = Map.of("KAFKA_PORT", "19092", "OIDC_PORT", "18086");

    var numbers = Port.numbers(Map.of("OIDC_PORT", "28086", "KAFKA_PORT", ""), lastStart);

    assertThat(numbers).containsEntry(Port.KAFKA, 19092).containsEntry(Port.OIDC, 28086);
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafka", "0", "65536", "-1", "80 80"})
  void whatIsNoPortIsRefusedWithTheNameOfTheVariable(String text) {
    assertThatThrownBy(() -> Port.numbers(Map.of("KAFKA_PORT", text), Map.of()))
        .isInstanceOf(UsageException.class)
        .hasMessage("KAFKA_PORT: \"" + text + "\" (expected: a port from 1 to 65535)");
  }

  @Test
  void twoPartsCannotShareAPort() {
    assertThatThrownBy(() -> Port.numbers(Map.of("OIDC_PORT", "8080"), Map.of()))
        .isInstanceOf(UsageException.class)
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("ALERTS_PORT")
        .hasMessageContaining("OIDC_PORT");
  }

  @Test
  void aVariableThatContradictsTheRunningSystemIsNoticed() {
    var running = Map.of("KAFKA_PORT", "9092");

    assertThat(Port.moved(Map.of("KAFKA_PORT", "9093"), running)).contains(Port.KAFKA);
    assertThat(Port.moved(Map.of("KAFKA_PORT", "9092"), running)).isEmpty();
    assertThat(Port.moved(Map.of(), running)).isEmpty();
    assertThat(Port.moved(Map.of("KAFKA_PORT", "9093"), Map.of())).isEmpty();
  }
}
