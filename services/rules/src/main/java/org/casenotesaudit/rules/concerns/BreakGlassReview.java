package org.casenotesaudit.rules.concerns;

import static org.casenotesaudit.rules.rule.Evidence.EVENT;

import java.util.List;
import java.util.Set;
import org.casenotesaudit.rules.explanations.BreakGlass;
import org.casenotesaudit.rules.facts.Access;
import org.casenotesaudit.rules.judgement.Severity;
import org.casenotesaudit.rules.rule.Basis;
import org.casenotesaudit.rules.rule.ConcernRule;
import org.casenotesaudit.rules.rule.Grade;
import org.casenotesaudit.rules.rule.Outcome;
import org.casenotesaudit.rules.rule.Question;
import org.casenotesaudit.rules.rule.RuleClass;

/**
 * Somebody broke glass: a person reads the reason afterwards. The verdict stays explained; no
 * conduct concern follows unless the reason is rejected.
 */
public final class BreakGlassReview {

  private BreakGlassReview() {}

  public static ConcernRule rule() {
    return new ConcernRule(
        "break-glass-review",
        new Basis(
            "HL7 EHR-S FM TI.2.1.2.8: every emergency access is reviewed; for a restricted client"
                + " within a day, by somebody outside the worker's line.",
            RuleClass.ACCESS,
            Set.of(EVENT),
            List.of("grace.break-glass-hours")),
        BreakGlassReview::test,
        List.of());
  }

  private static Outcome<Grade> test(Question question) {
    Access access = question.access();
    if (!BreakGlass.covers(access, question)) {
      return Outcome.no("no-glass-broken-here");
    }
    boolean closedToThem =
        question.restrictions().stream()
            .anyMatch(restriction -> !restriction.named().contains(access.worker()));
    return closedToThem
        ? new Outcome.Holds<>(
            Grade.reviewed(Severity.HIGH),
            List.of("glass-broken", "restricted-client", "review-within-hours=24"),
            List.of(access.eventId()))
        : new Outcome.Holds<>(
            Grade.reviewed(Severity.LOW), List.of("glass-broken"), List.of(access.eventId()));
  }
}
