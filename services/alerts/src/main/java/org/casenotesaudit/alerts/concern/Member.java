package org.casenotesaudit.alerts.concern;

import org.jspecify.annotations.Nullable;

/**
 * An alert in a concern, and whether it still stands.
 *
 * @param withdrawal the latest withdrawal read for it, null when there is none
 */
public record Member(Alert alert, @Nullable Withdrawal withdrawal) {

  /** A later revision no longer holds the rule. An alert raised again afterwards stands again. */
  public boolean withdrawn() {
    return withdrawal != null && withdrawal.revision() > alert.revision();
  }
}
