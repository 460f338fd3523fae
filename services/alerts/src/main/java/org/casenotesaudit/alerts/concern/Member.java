package org.casenotesaudit.alerts.concern;

import org.jspecify.annotations.Nullable;

/**
 * An alert in a concern, and whether it still stands there.
 *
 * @param withdrawal the latest withdrawal read for it, null when there is none
 * @param concernKind what the concern asks for, which the alert asked for when it joined
 */
public record Member(Alert alert, @Nullable Withdrawal withdrawal, ConcernKind concernKind) {

  /**
   * It no longer stands in this concern: a later revision does not hold the rule, or holds it for
   * something else. An alert raised again afterwards stands again.
   */
  public boolean withdrawn() {
    return moved() || (withdrawal != null && withdrawal.revision() > alert.revision());
  }

  /**
   * A later revision asks for something else than this concern does. What holds only in the light
   * of later facts must not go on standing against the conduct of a worker.
   */
  public boolean moved() {
    return alert.kind() != concernKind;
  }
}
