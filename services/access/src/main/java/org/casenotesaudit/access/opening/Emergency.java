package org.casenotesaudit.access.opening;

import java.time.LocalDate;
import org.casenotesaudit.events.BreakGlassReason;
import org.jspecify.annotations.Nullable;

/**
 * A stated emergency: the worker breaks glass. It cannot exist without a reason.
 *
 * @param code the reason from the list; travels in the event
 * @param reason the reason in words; never leaves this service's database
 * @param clientDateOfBirth shows that the worker knows whose restricted record it is; passed on to
 *     case-notes and kept nowhere
 */
public record Emergency(
    BreakGlassReason code, String reason, @Nullable LocalDate clientDateOfBirth) {

  public static final int REASON_CHARACTERS_MIN = 10;
  public static final int REASON_CHARACTERS_MAX = 2000;

  public Emergency {
    reason = reason.strip();
    if (reason.length() < REASON_CHARACTERS_MIN || reason.length() > REASON_CHARACTERS_MAX) {
      // The length, not the words: they may be about a person.
      throw new IllegalArgumentException(
          "reason: "
              + (reason.isEmpty() ? "\"\"" : reason.length() + " characters")
              + " (expected: "
              + REASON_CHARACTERS_MIN
              + " or more characters, at most "
              + REASON_CHARACTERS_MAX
              + ")");
    }
  }

  @Override
  public String toString() {
    return "Emergency[" + code + "]";
  }
}
