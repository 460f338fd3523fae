package org.casenotesaudit.rules.judgement;

import java.util.List;
import org.casenotesaudit.rules.facts.EventId;

/**
 * An explanation that holds for an access.
 *
 * @param later whether it rests on a fact that was recorded after the access ("as later evidenced")
 * @param facts the events that it rests on, sorted
 */
public record HeldExplanation(
    String explanationId, Strength strength, boolean later, List<EventId> facts) {

  public HeldExplanation {
    facts = Facts.sorted(facts);
  }

  /** Whether it makes the access plausible. What one writes about oneself afterwards does not. */
  public boolean explains() {
    return !isWeak() || !later;
  }

  /** Whether it can answer a concern. A weak explanation answers none. */
  public boolean isWeak() {
    return strength == Strength.WEAK;
  }
}
