package org.casenotesaudit.alerts.concern;

import java.util.Set;
import org.casenotesaudit.alerts.concern.ReviewStep.AlertJoined;
import org.casenotesaudit.alerts.concern.ReviewStep.Assign;
import org.casenotesaudit.alerts.concern.ReviewStep.Comment;
import org.casenotesaudit.alerts.concern.ReviewStep.LastAlertWithdrawn;
import org.casenotesaudit.alerts.concern.ReviewStep.Reopen;
import org.casenotesaudit.alerts.concern.ReviewStep.Resolve;
import org.casenotesaudit.events.Resolution;

/** How a concern moves from one status to the next: one switch over what can happen. */
public final class ReviewProcess {

  /** Longest text that a reviewer may write, in characters. */
  public static final int WORDS_MAX = 4000;

  /** Resolutions that say something about a person or about the rules: they need words. */
  public static final Set<Resolution> NEED_WORDS =
      Set.of(Resolution.POLICY_BREACH, Resolution.FALSE_POSITIVE);

  /** What a step leads to. */
  public sealed interface Outcome {
    /** The concern now stands here. */
    record Now(ConcernStatus status) implements Outcome {}

    /** The group's settled concern stays as it is; a new one follows it. */
    record NewConcern() implements Outcome {}

    /** The step cannot be taken. */
    record Refused(String code, String detail) implements Outcome {}
  }

  private ReviewProcess() {}

  /** Decides; changes nothing. */
  public static Outcome next(ConcernStatus status, ReviewStep step) {
    return switch (step) {
      case Assign assign ->
          switch (status) {
            case OPEN, IN_REVIEW ->
                now(assign.assignee() == null ? ConcernStatus.OPEN : ConcernStatus.IN_REVIEW);
            case RESOLVED, WITHDRAWN -> notWhile(status, "open or in-review");
          };
      case Comment comment ->
          wordsProblem(comment.words(), true) instanceof String problem
              ? refused("invalid-text", problem)
              : now(status);
      case Resolve resolve ->
          switch (status) {
            case OPEN, IN_REVIEW -> resolved(resolve);
            case RESOLVED, WITHDRAWN -> notWhile(status, "open or in-review");
          };
      case Reopen reopen ->
          wordsProblem(reopen.words(), true) instanceof String problem
              ? refused("invalid-text", problem)
              : switch (status) {
                case RESOLVED -> now(ConcernStatus.OPEN);
                case OPEN, IN_REVIEW, WITHDRAWN -> notWhile(status, "resolved");
              };
      case LastAlertWithdrawn ignored ->
          switch (status) {
            case OPEN, IN_REVIEW, WITHDRAWN -> now(ConcernStatus.WITHDRAWN);
            // What a person decided stays; the withdrawal shows beside it.
            case RESOLVED -> now(ConcernStatus.RESOLVED);
          };
      case AlertJoined ignored ->
          switch (status) {
            case OPEN, WITHDRAWN -> now(ConcernStatus.OPEN);
            case IN_REVIEW -> now(ConcernStatus.IN_REVIEW);
            case RESOLVED -> new Outcome.NewConcern();
          };
    };
  }

  private static Outcome resolved(Resolve resolve) {
    if (resolve.resolution() == Resolution.UNKNOWN) {
      return refused(
          "invalid-resolution", "resolution: \"UNKNOWN\" (expected: a reason from the list)");
    }
    return wordsProblem(resolve.words(), NEED_WORDS.contains(resolve.resolution()))
            instanceof String problem
        ? refused("invalid-text", problem)
        : now(ConcernStatus.RESOLVED);
  }

  private static @org.jspecify.annotations.Nullable String wordsProblem(
      String words, boolean needed) {
    if (needed && words.isBlank()) {
      return "text: \"\" (expected: 1 to " + WORDS_MAX + " characters)";
    }
    return words.length() > WORDS_MAX
        ? "text: " + words.length() + " characters (expected: at most " + WORDS_MAX + ")"
        : null;
  }

  private static Outcome now(ConcernStatus status) {
    return new Outcome.Now(status);
  }

  private static Outcome refused(String code, String detail) {
    return new Outcome.Refused(code, detail);
  }

  private static Outcome notWhile(ConcernStatus status, String expected) {
    return refused(
        "concern-" + status.code(),
        "status: \"" + status.code() + "\" (expected: " + expected + ")");
  }
}
