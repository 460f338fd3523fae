package org.casenotesaudit.rules.rule;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
  static Optional<CaseClosed> closingInForce(List<Fact> facts, CaseId caseId, Instant at) {
    return turnsOf(facts, caseId).stream()
        .filter(fact -> !effectiveAt(fact).isAfter(at))
        .reduce((earlier, later) -> later)
        .filter(CaseClosed.class::isInstance)
        .map(CaseClosed.class::cast);
  }

  /** When the case next closed after this moment, if it did. */
  static Optional<CaseClosed> nextClosing(List<Fact> facts, CaseId caseId, Instant after) {
    return turnsOf(facts, caseId).stream()
        .filter(CaseClosed.class::isInstance)
        .map(CaseClosed.class::cast)
        .filter(closed -> closed.closedAt().isAfter(after))
        .findFirst();
  }

  private static List<Fact> turnsOf(List<Fact> facts, CaseId caseId) {
    return facts.stream()
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
