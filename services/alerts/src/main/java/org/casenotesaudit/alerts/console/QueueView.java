package org.casenotesaudit.alerts.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The queue as a page: references only.
 *
 * @param summary how many concerns there are and how many the filter leaves
 * @param empty why there is nothing to show, null when there is something
 * @param nextHref the next page, null on the last
 * @param firstHref the first page, null when this is it
 * @param liveAfter number of the newest concern on this page's count; the live bar counts from here
 */
public record QueueView(
    Frame frame,
    String summary,
    List<Row> rows,
    List<Select> filters,
    boolean filtered,
    @Nullable Empty empty,
    @Nullable String firstHref,
    @Nullable String nextHref,
    long liveAfter) {

  /** One concern. */
  public record Row(
      String href,
      String reference,
      Tag severity,
      Tag status,
      String title,
      String about,
      String alerts,
      String lastAccess,
      String assignee,
      int score) {}

  /** A coloured word; the word alone carries the meaning. */
  public record Tag(String word, String cssClass) {}

  /** A filter. */
  public record Select(String name, String label, List<Option> options) {}

  /** One choice of a filter. */
  public record Option(String value, String label, boolean selected) {}

  /** Three kinds of emptiness, which must not look the same. */
  public enum Empty {
    /** The directory does not know the viewer. */
    NO_PERMISSION,
    /** No concern was opened yet that this viewer may see. */
    NOTHING_YET,
    /** There are some, but the filter hides them. */
    FILTER_HIDES_ALL
  }
}
