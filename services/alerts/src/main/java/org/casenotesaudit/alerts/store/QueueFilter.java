package org.casenotesaudit.alerts.store;

import java.util.Optional;
import org.casenotesaudit.alerts.concern.ConcernStatus;
import org.casenotesaudit.events.Severity;

/**
 * Which concerns a reviewer asked for. Empty means any.
 *
 * @param assignee a worker id, or {@link #NOBODY}
 * @param order how they are sorted
 */
public record QueueFilter(
    Optional<ConcernStatus> status,
    Optional<Severity> severity,
    Optional<String> rule,
    Optional<String> assignee,
    Order order) {

  /** Stands for "assigned to nobody" where a worker id would stand. */
  public static final String NOBODY = "nobody";

  /** How a queue is sorted. */
  public enum Order {
    /** Highest score first; at equal score the one that waits longest. */
    SCORE,
    /** Newest first. */
    NEWEST
  }

  /** Everything, highest score first. */
  public static QueueFilter everything() {
    return new QueueFilter(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Order.SCORE);
  }

  /** Whether it hides anything. */
  public boolean hidesSomething() {
    return status.isPresent() || severity.isPresent() || rule.isPresent() || assignee.isPresent();
  }
}
