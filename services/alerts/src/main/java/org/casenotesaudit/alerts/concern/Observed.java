package org.casenotesaudit.alerts.concern;

import org.casenotesaudit.events.Origin;
import org.casenotesaudit.events.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * What was observed of an access, as it was let in: one that is refused is another event, which
 * raises no alert.
 *
 * @param purpose the stated one
 * @param recordId what was opened, null where none is named
 * @param origin where it was observed
 */
public record Observed(
    String accessId, String eventId, Purpose purpose, @Nullable String recordId, Origin origin) {

  /** What it adds to the sentence about the access. */
  String told() {
    return (purpose == Purpose.UNKNOWN
            ? " No purpose was stated."
            : " Stated purpose: " + Words.purpose(purpose) + ".")
        + (origin == Origin.FOREIGN_SYSTEM
            ? " It was let in by another system, which reported it."
            : " It was let in.");
  }
}
