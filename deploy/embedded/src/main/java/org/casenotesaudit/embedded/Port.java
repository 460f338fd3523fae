package org.casenotesaudit.embedded;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every port of the one-machine default, all on 127.0.0.1; each is moved by the one variable it
 * names.
 */
enum Port {
  ALERTS(8080),
  CASE_NOTES(8081),
  ACCESS(8082),
  CONFIDENTIALITY(8083),
  AUDIT_TRAIL(8084),
  REGISTRY(8085),
  OIDC(8086),
  KAFKA(9092),
  POSTGRES(15432),
  /** The Kafka controller's own listener; nobody but the broker speaks to it. */
  KAFKA_CONTROLLER(19093),
  /** The registry's health port, which would listen on all addresses at 9000 if left alone. */
  REGISTRY_MANAGEMENT(19000);

  private final int usual;

  Port(int usual) {
    this.usual = usual;
  }

  /** The variable that moves this port, for instance {@code KAFKA_PORT}. */
  String variable() {
    return name() + "_PORT";
  }

  /**
   * Every port's number: the variable if it is set, else what the system was last started with,
   * else the usual one.
   *
   * @throws UsageException when a variable is not a port, or two parts would share one
   */
  static Map<Port, Integer> numbers(
      Map<String, String> environment, Map<String, String> lastStart) {
    var numbers = new EnumMap<Port, Integer>(Port.class);
    for (var port : values()) {
      var variable = port.variable();
      var text = Optional.ofNullable(set(environment, variable)).orElse(set(lastStart, variable));
      int number = text == null ? port.usual : parse(variable, text);
      var other =
          numbers.entrySet().stream().filter(taken -> taken.getValue() == number).findFirst();
      if (other.isPresent()) {
        throw new UsageException(
            "%s: %d (expected: a port other than %s)"
                .formatted(variable, number, other.get().getKey().variable()));
      }
      numbers.put(port, number);
    }
    return numbers;
  }

  /** Whether the variable is set to something else than the system was started with. */
  static Optional<Port> moved(Map<String, String> environment, Map<String, String> lastStart) {
    for (var port : values()) {
      var asked = set(environment, port.variable());
      var running = set(lastStart, port.variable());
      if (asked != null && running != null && !asked.equals(running)) {
        return Optional.of(port);
      }
    }
    return Optional.empty();
  }

  private static @Nullable String set(Map<String, String> variables, String name) {
    var value = variables.get(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static int parse(String variable, String text) {
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= 65535) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Said below, in the same words as for a number out of range.
    }
    throw new UsageException(
        "%s: \"%s\" (expected: a port from 1 to 65535)".formatted(variable, text));
  }
}
