package org.casenotesaudit.rules.concerns;

import static org.casenotesaudit.rules.rule.Evidence.EVENT;
import static org.casenotesaudit.rules.rule.Evidence.REFERENCE_DATA;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.casenotesaudit.rules.facts.CaseId;
import org.casenotesaudit.rules.facts.EventId;
import org.casenotesaudit.rules.facts.Fact.CaseClosed;
import org.casenotesaudit.rules.judgement.Severity;
import org.casenotesaudit.rules.rule.Allocation;
import org.casenotesaudit.rules.rule.Basis;
import org.casenotesaudit.rules.rule.ConcernRule;
import org.casenotesaudit.rules.rule.Grade;
import org.casenotesaudit.rules.rule.Outcome;
import org.casenotesaudit.rules.rule.Question;
import org.casenotesaudit.rules.rule.RuleClass;

/** The record was opened when the casework relationship had ended, beyond the grace. */
public final class AfterEnding {

  private AfterEnding() {}

  public static ConcernRule rule() {
    return new ConcernRule(
        "after-ending",
        new Basis(
            "Biestek: the casework relationship is limited in time; NASW Code 1.16: services end"
                + " when they are no longer needed, and with them the need to know.",
            RuleClass.ACCESS,
            Set.of(EVENT, REFERENCE_DATA),
            List.of("grace.follow-up-days")),
        AfterEnding::test,
        ConcernRule.byAnyOf(
            "allocated-worker",
            "allocated-team",
            "supervisor-of",
            "closed-case-follow-up",
            "transfer-overlap",
            "author",
            "legal-request",
            "break-glass",
            "audit-duty"));
  }

  private static Outcome<Grade> test(Question question) {
    if (!question.access().opened()) {
      return Outcome.no("nothing-was-opened");
    }
    Optional<CaseClosed> closing = closingOfTarget(question);
    if (closing.isPresent()) {
      long days = daysSince(closing.get().closedAt(), question);
      return isBeyondGrace(closing.get().closedAt(), question)
          ? held(question, "case-closed-days=" + days, closing.get().origin().eventId())
          : Outcome.no("case-closed-within-grace");
    }
    Optional<Allocation> ended = lastEndedAllocation(question);
    if (ended.isPresent()) {
      Allocation allocation = ended.get();
      long days = daysSince(endOf(allocation), question);
      return new Outcome.Holds<>(
          Grade.flagged(Severity.MEDIUM),
          List.of("allocation-ended-days=" + days, "grace-days=" + graceDays(question)),
          allocation.events());
    }
    return Outcome.no("nothing-ended-beyond-grace");
  }

  /** The closing of the case touched; for the client as a whole, the last closing of all cases. */
  private static Optional<CaseClosed> closingOfTarget(Question question) {
    Optional<CaseId> touched = question.access().target().ofCase();
    if (touched.isPresent()) {
      return question.closingInForce(touched.get());
    }
    List<Optional<CaseClosed>> closings =
        question.cases().stream().map(question::closingInForce).toList();
    return closings.stream().allMatch(Optional::isPresent)
        ? closings.stream()
            .flatMap(Optional::stream)
            .max(
                Comparator.comparing(CaseClosed::closedAt)
                    .thenComparing(closed -> closed.origin().eventId().value()))
        : Optional.empty();
  }

  private static Optional<Allocation> lastEndedAllocation(Question question) {
    return question.allocations().stream()
        .filter(allocation -> question.names(allocation.to(), Set.of()))
        .filter(allocation -> allocation.period().until() != null)
        .filter(allocation -> isBeyondGrace(endOf(allocation), question))
        .max(
            Comparator.comparing(AfterEnding::endOf)
                .thenComparing(allocation -> allocation.events().toString()));
  }

  private static Outcome<Grade> held(Question question, String reason, EventId event) {
    return new Outcome.Holds<>(
        Grade.flagged(Severity.MEDIUM),
        List.of(reason, "grace-days=" + graceDays(question)),
        List.of(event));
  }

  private static Instant endOf(Allocation allocation) {
    Instant until = allocation.period().until();
    return until == null ? Instant.MAX : until;
  }

  private static boolean isBeyondGrace(Instant ended, Question question) {
    return !ended.equals(Instant.MAX)
        && question.at().isAfter(ended.plus(question.parameters().grace().followUp()));
  }

  private static long daysSince(Instant ended, Question question) {
    return Duration.between(ended, question.at()).toDays();
  }

  private static long graceDays(Question question) {
    return question.parameters().grace().followUp().toDays();
  }
}
