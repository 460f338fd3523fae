package org.casenotesaudit.alerts.store;

import java.util.List;
import org.casenotesaudit.alerts.concern.Concern;
import org.jspecify.annotations.Nullable;

/**
 * A page of the queue.
 *
 * @param before how many match on the pages before
 * @param matching how many concerns match the filter, on all pages
 * @param visible how many this viewer may see without any filter
 * @param lastOpenedNumber the newest concern there was when the page was read; a live view counts
 *     from here
 * @param nextCursor where the next page starts, null on the last page
 */
public record QueuePage(
    List<Concern> concerns,
    long before,
    long matching,
    long visible,
    long lastOpenedNumber,
    @Nullable String nextCursor) {

  /** Whether a text has the form of a {@code nextCursor}. */
  public static boolean isCursor(String text) {
    return Cursor.parse(text).isPresent();
  }
}
