package org.casenotesaudit.access.directory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A value that held for a time.
 *
 * @param value what held
 * @param validFrom since when
 * @param validUntil until when, this instant not included; null while open-ended
 */
public record Dated<T>(T value, Instant validFrom, @Nullable Instant validUntil) {

  public Dated {
    if (validUntil != null && !validUntil.isAfter(validFrom)) {
      throw new IllegalArgumentException(
          "validUntil: \"" + validUntil + "\" (expected: later than " + validFrom + ")");
    }
  }

  boolean holdsAt(Instant at) {
    return !validFrom.isAfter(at) && (validUntil == null || at.isBefore(validUntil));
  }

  /** The end, or the end of time while open-ended. */
  Instant lastInstant() {
    return validUntil == null ? Instant.MAX : validUntil;
  }

  boolean endedBy(Instant at) {
    return validUntil != null && !validUntil.isAfter(at);
  }
}
