package org.casenotesaudit.rules.rule;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.casenotesaudit.rules.facts.CaseId;
import org.casenotesaudit.rules.facts.Fact;
import org.casenotesaudit.rules.facts.Fact.CaseClosed;
import org.casenotesaudit.rules.facts.Fact.CaseOpened;

/** Whether a case was open at a moment, by the facts that may be looked at. */
final class CaseState {

  private CaseState() {}

  /**
   * The closing that was in force at the moment, if the case was closed then. Of an opening and a
   * closing at the same instant the one recorded later holds.
   */
  static Optional<CaseClosed> closingInForce(Stream<Fact> turns, CaseId caseId, Instant at) {
    return turnsOf(turns, caseId).stream()
        .filter(fact -> !effectiveAt(fact).isAfter(at))
        .reduce((earlier, later) -> later)
        .filter(CaseClosed.class::isInstance)
        .map(CaseClosed.class::cast);
  }

  private static List<Fact> turnsOf(Stream<Fact> turns, CaseId caseId) {
    return turns
        .filter(
            fact ->
                (fact instanceof CaseOpened opened && opened.caseId().equals(caseId))
                    || (fact instanceof CaseClosed closed && closed.caseId().equals(caseId)))
        .sorted(
            Comparator.comparing(CaseState::effectiveAt)
                .thenComparing(fact -> fact.origin().recordedAt())
                .thenComparing(fact -> fact.origin().eventId().value()))
        .toList();
  }

  private static Instant effectiveAt(Fact fact) {
    return fact instanceof CaseOpened opened ? opened.openedAt() : fact.reachesBackTo();
  }
}
