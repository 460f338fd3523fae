package org.casenotesaudit.casenotes.deciding;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a fact holds.
 *
 * @param from its first moment
 * @param until the first moment at which it no longer holds; null while open-ended
 */
public record Period(Instant from, @Nullable Instant until) {

  public boolean contains(Instant moment) {
    return !moment.isBefore(from) && (until == null || moment.isBefore(until));
  }

  /** The period cut short at an end that came early, or itself when there is none. */
  public Period endedAt(@Nullable Instant end) {
    return end == null || (until != null && until.isBefore(end)) ? this : new Period(from, end);
  }
}
