package org.casenotesaudit.rules.rule;

import java.util.Collection;
import java.util.List;
import org.casenotesaudit.rules.facts.EventId;
import org.casenotesaudit.rules.facts.Fact;

/**
 * What a rule says to a question, always with reasons: codes, with a value where there is one.
 *
 * @param <W> what the rule attaches when it holds: the strength of an explanation, the grade of a
 *     concern
 */
public sealed interface Outcome<W> {

  List<String> reasons();

  /**
   * @param facts the events that it rests on
   */
  record Holds<W>(W weight, List<String> reasons, List<EventId> facts) implements Outcome<W> {
    public Holds {
      reasons = List.copyOf(reasons);
      facts = List.copyOf(facts);
    }
  }

  record HoldsNot<W>(List<String> reasons) implements Outcome<W> {
    public HoldsNot {
      reasons = List.copyOf(reasons);
    }
  }

  /** A fact that the rule needs has not arrived; the reasons name it. */
  record Undetermined<W>(List<String> reasons) implements Outcome<W> {
    public Undetermined {
      reasons = List.copyOf(reasons);
    }
  }

  static <W> Outcome<W> no(String reason) {
    return new HoldsNot<>(List.of(reason));
  }

  static <W> Outcome<W> missing(String fact) {
    return new Undetermined<>(List.of(fact));
  }

  static List<EventId> eventsOf(Collection<? extends Fact> facts) {
    return facts.stream().map(fact -> fact.origin().eventId()).toList();
  }
}
