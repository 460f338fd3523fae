package org.casenotesaudit.alerts.concern;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why an access was judged again, in words. Topics are read beside each other: what arrived late
 * may have been on record before the access, and then nothing was recorded later.
 */
public final class RevisionText {

  private RevisionText() {}

  /**
   * @param accessAt when the access happened
   * @param before the revision that this one supersedes, null where it is not here
   */
  public static String why(
      Instant accessAt, @Nullable JudgementRevision before, JudgementRevision revision) {
    if (revision.triggeredByEventId() == null) {
      return "First judgement";
    }
    if (!revision.judgedAt().isAfter(accessAt)) {
      return "A fact that was on record already, and arrived after the first judgement";
    }
    // A judgement that waits for a fact is made again when the time is up, without one.
    return before == null || before.missingFacts().isEmpty()
        ? "A fact recorded later"
        : "A fact recorded later, or the time to wait for one was over";
  }
}
