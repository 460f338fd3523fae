package org.casenotesaudit.confidentiality.publishing;

import org.casenotesaudit.rules.facts.Access;
import org.casenotesaudit.rules.facts.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * Which alert of an access it is. What is raised about a worker who became known later is another
 * alert than the one about nobody known: whoever handles the first must not find somebody in it
 * whom they may not handle.
 *
 * @param learned the worker, where they became known after the access was reported; else null
 */
public record AlertKey(String concernId, @Nullable WorkerId learned) {

  /** Neither the id of a concern nor that of a worker has one. */
  private static final String SEPARATOR = "|";

  public static AlertKey of(Access access, String concernId) {
    return new AlertKey(concernId, access.learnedFrom().isPresent() ? access.worker() : null);
  }

  /** As {@link #text} wrote it. */
  public static AlertKey parse(String text) {
    int end = text.indexOf(SEPARATOR);
    return end < 0
        ? new AlertKey(text, null)
        : new AlertKey(text.substring(0, end), new WorkerId(text.substring(end + 1)));
  }

  public String text() {
    return learned == null ? concernId : concernId + SEPARATOR + learned;
  }

  /** Whom the alert was raised about, whoever the access is known to be of by now. */
  WorkerId worker(Access access) {
    if (learned != null) {
      return learned;
    }
    return access.learnedFrom().isPresent() ? WorkerId.NOBODY : access.worker();
  }
}
