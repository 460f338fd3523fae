package org.casenotesaudit.alerts.concern;

import org.casenotesaudit.events.Resolution;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to a concern after it was opened. */
public sealed interface ReviewStep {

  /** Given to a worker, or to nobody. */
  record Assign(@Nullable WorkerId assignee) implements ReviewStep {}

  /** Somebody wrote something down. */
  record Comment(String words) implements ReviewStep {}

  /** Settled, with the reason in words where the resolution needs one. */
  record Resolve(Resolution resolution, String words) implements ReviewStep {}

  /** Taken up again, with the reason in words: somebody had settled it. */
  record Reopen(String words) implements ReviewStep {}

  /** The last alert that stood was withdrawn, or moved. */
  record LastAlertWithdrawn() implements ReviewStep {}

  /** The stream raised an alert of this group. */
  record AlertJoined() implements ReviewStep {}
}
