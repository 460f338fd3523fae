package org.casenotesaudit.alerts.console;

import java.util.List;
import org.casenotesaudit.alerts.concern.Narrative;
import org.jspecify.annotations.Nullable;

/**
 * One concern as a page.
 *
 * @param name the client's name, null until somebody asked for it
 * @param reasons why glass was broken, empty until somebody asked for it
 * @param error what was wrong with the form just sent, null when nothing was
 * @param done what was just done, null when nothing was
 * @param form what the person wrote, so that a mistake does not lose it
 */
public record ConcernPage(
    Frame frame,
    String id,
    String reference,
    QueueView.Tag severity,
    QueueView.Tag status,
    boolean mendRecord,
    List<Fact> facts,
    Narrative narrative,
    List<Revision> revisions,
    Timeline timeline,
    List<Moment> comments,
    Actions actions,
    @Nullable Name name,
    List<Reason> reasons,
    @Nullable Error error,
    @Nullable String done,
    Form form) {

  /** A line of the summary. */
  public record Fact(String label, String value, @Nullable String href) {}

  /** One judgement revision of one access. */
  public record Revision(
      String access,
      int number,
      String judgedAt,
      String asKnown,
      String asItWas,
      String why,
      String eventId,
      String pack) {}

  /** Something at a time. */
  public record Moment(
      String at, String who, String what, @Nullable String words, @Nullable String eventId) {}

  /**
   * What happened, oldest first.
   *
   * @param looks who looked at the concern, null while nobody has
   */
  public record Timeline(List<Moment> steps, @Nullable Looks looks) {}

  /** All looks at a concern, under one line that sums them up. */
  public record Looks(String summary, List<Moment> moments) {}

  /** What the viewer may do now. */
  public record Actions(
      boolean assignToMe,
      boolean release,
      boolean resolve,
      boolean reopen,
      boolean showName,
      boolean showReason) {}

  /** A client's name, just shown. */
  public record Name(String full, String accessId) {}

  /** Why glass was broken, just shown. */
  public record Reason(
      String code, String words, String statedAt, String validUntil, String accessId) {}

  /** A mistake, and the field that it is in. */
  public record Error(String field, String sentence) {}

  /** What stands in the forms. */
  public record Form(String resolution, String text, String comment, List<Choice> resolutions) {}

  /** A way to settle a concern. */
  public record Choice(String value, String label, String hint, boolean checked) {}
}
