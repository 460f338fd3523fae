package org.casenotesaudit.rules.facts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time during which something holds: from included, until excluded.
 *
 * @param until null while open-ended
 */
public record Period(Instant from, @Nullable Instant until) {

  public static Period since(Instant from) {
    return new Period(from, null);
  }

  public boolean contains(Instant moment) {
    return !moment.isBefore(from) && (until == null || moment.isBefore(until));
  }

  public boolean isEmpty() {
    return until != null && !until.isAfter(from);
  }

  /** This period cut short by an end that was recorded apart; the earlier end holds. */
  public Period endingAt(@Nullable Instant end) {
    if (end == null || (until != null && until.isBefore(end))) {
      return this;
    }
    return new Period(from, end);
  }
}
