package org.casenotesaudit.benchmarks;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Options of one benchmark: {@code --name NUMBER}, and {@code --json}. */
record Options(Map<String, Integer> numbers, boolean json) {

  private static final Set<String> NAMES = Set.of("rate", "seconds", "alerts", "seed");

  /**
   * Reads all but the first argument.
   *
   * @throws IllegalArgumentException naming what was found and what was expected
   */
  static Options of(String[] arguments) {
    Map<String, Integer> numbers = new TreeMap<>();
    boolean json = false;
    for (int i = 1; i < arguments.length; i++) {
      if (arguments[i].equals("--json")) {
        json = true;
        continue;
      }
      String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
      if (!NAMES.contains(name) || i + 1 == arguments.length) {
        throw new IllegalArgumentException(
            "option: \"" + arguments[i] + "\" (expected: one of " + NAMES + " with a number)");
      }
      String value = arguments[++i];
      if (!value.matches("[1-9][0-9]{0,8}")) {
        throw new IllegalArgumentException(
            name + ": \"" + value + "\" (expected: a whole number from 1)");
      }
      numbers.put(name, Integer.parseInt(value));
    }
    return new Options(numbers, json);
  }

  int number(String name, int otherwise) {
    return numbers.getOrDefault(name, otherwise);
  }
}
