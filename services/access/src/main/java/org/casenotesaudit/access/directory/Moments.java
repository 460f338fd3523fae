package org.casenotesaudit.access.directory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.casenotesaudit.serviceframe.problem.ProblemException;

/** Times that can be meant: in a working life, not thousands of years off by a slip. */
final class Moments {

  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private Moments() {}

  /**
   * The time to the microsecond, as it is stored.
   *
   * @throws ProblemException 400 naming the field, where nobody can mean it
   */
  static Instant meant(String field, Instant found) {
    if (found.isBefore(EARLIEST) || !found.isBefore(LATEST)) {
      throw ProblemException.invalidField(field, found, "a time from 1900 to 2199");
    }
    return found.truncatedTo(ChronoUnit.MICROS);
  }
}
