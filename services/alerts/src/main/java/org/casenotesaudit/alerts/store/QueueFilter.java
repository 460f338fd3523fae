package org.casenotesaudit.alerts.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.casenotesaudit.alerts.concern.ConcernStatus;
import org.casenotesaudit.events.Severity;

/**
 * Which concerns a reviewer asked for. Empty means any.
 *
 * @param status one of these
 * @param assignee a worker id, or {@link #NOBODY}
 * @param order how they are sorted
 */
public record QueueFilter(
    Set<ConcernStatus> status,
    Optional<Severity> severity,
    Optional<String> rule,
    Optional<String> assignee,
    Order order) {

  /** Stands for "assigned to nobody" where a worker id would stand. */
  public static final String NOBODY = "nobody";

  private static final Pattern RULE = Pattern.compile("[a-z][a-z0-9-]{0,63}");

  /** How a queue is sorted. */
  public enum Order {
    /** Highest score first; at equal score the one that waits longest. */
    SCORE,
    /** Newest first. */
    NEWEST
  }

  public QueueFilter {
    status = Set.copyOf(status);
    if (rule.filter(text -> !isRuleCode(text)).isPresent()) {
      throw new IllegalArgumentException("rule: free text (expected: the code of a rule)");
    }
  }

  /** Whether a text has the form of a rule's code; the rule itself may be newer than this list. */
  public static boolean isRuleCode(String text) {
    return RULE.matcher(text).matches();
  }

  /** Everything, highest score first. */
  public static QueueFilter everything() {
    return new QueueFilter(
        Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Order.SCORE);
  }

  /** The same, of what nobody has settled. */
  public QueueFilter unsettled() {
    return new QueueFilter(
        Set.of(ConcernStatus.OPEN, ConcernStatus.IN_REVIEW), severity, rule, assignee, order);
  }

  /**
   * What it narrows a list to, as codes for the event that the list was shown. Whoever was asked
   * for as assignee is told only as a word.
   */
  public List<String> codes() {
    List<String> codes = new ArrayList<>();
    status.stream().sorted().forEach(value -> codes.add("status=" + value.code()));
    severity.ifPresent(value -> codes.add("severity=" + value.name().toLowerCase(Locale.ROOT)));
    rule.ifPresent(value -> codes.add("rule=" + value));
    assignee.ifPresent(
        value -> codes.add("assignee=" + (value.equals(NOBODY) ? NOBODY : "person")));
    return List.copyOf(codes);
  }

  /** Whether it hides anything. */
  public boolean hidesSomething() {
    return !status.isEmpty() || severity.isPresent() || rule.isPresent() || assignee.isPresent();
  }
}
