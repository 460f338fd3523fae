package org.casenotesaudit.rules.pack;

import java.time.Duration;

/** So many within a time: from that number on it counts as repeated. */
public record Limit(int times, Duration within) {

  public Limit {
    if (times < 1 || within.isNegative() || within.isZero()) {
      throw new IllegalArgumentException(
          "limit: " + times + " in " + within + " (expected: 1 or more in a positive time)");
    }
  }
}
