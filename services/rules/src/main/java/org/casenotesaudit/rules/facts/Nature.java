package org.casenotesaudit.rules.facts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How an act ended: something was opened, or refused, or a recording was made. */
public sealed interface Nature {

  /**
   * Content or a list was shown.
   *
   * @param brokenGlassUntil until when the stated emergency covers further accesses of this worker
   *     to this client; null if no glass was broken. A reason was given, or it would not be set.
   */
  record Opened(@Nullable Instant brokenGlassUntil) implements Nature {}

  /**
   * Nothing was shown.
   *
   * @param reason code of the refusal
   * @param counts whether it counts as an attempt; a lost race (facts changed) does not
   */
  record Refused(String reason, boolean counts) implements Nature {}

  /**
   * A recording was uploaded.
   *
   * @param capturedAt when it was made, as the uploader states
   * @param unidentifiedSubjects how many of the people in it are not identified yet
   */
  record Captured(Instant capturedAt, int unidentifiedSubjects) implements Nature {}
}
