package org.casenotesaudit.rules.explanations;

import static org.casenotesaudit.rules.rule.Evidence.EVENT;
import static org.casenotesaudit.rules.rule.Evidence.REFERENCE_DATA;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.casenotesaudit.rules.facts.Fact.ConcernHandled;
import org.casenotesaudit.rules.facts.Purpose;
import org.casenotesaudit.rules.judgement.Strength;
import org.casenotesaudit.rules.rule.Basis;
import org.casenotesaudit.rules.rule.ExplanationRule;
import org.casenotesaudit.rules.rule.Outcome;
import org.casenotesaudit.rules.rule.Question;
import org.casenotesaudit.rules.rule.RuleClass;
import org.casenotesaudit.rules.rule.Support;
import org.casenotesaudit.rules.rule.Support.Candidate;

/** An officer looked, for audit, at a client about whom they had a concern in hand. */
public final class AuditDuty {

  /** An officer's work on a concern; a name looked up long after it is no longer part of it. */
  private static final Duration IN_HAND = Duration.ofDays(30);

  private static final Set<String> ROLES = Set.of("compliance-officer", "privacy-lead", "auditor");

  public static final ExplanationRule RULE =
      new ExplanationRule(
          "audit-duty",
          new Basis(
              "HL7 EHR-S FM TI.2; 45 CFR 164.308(a)(1)(ii)(D): records of access are reviewed, by"
                  + " people charged with it, on a concern that concerns this client.",
              RuleClass.ACCESS,
              Set.of(EVENT, REFERENCE_DATA),
              List.of("grace.late-fact-days")),
          AuditDuty::test);

  private AuditDuty() {}

  private static Outcome<Support> test(Question question) {
    if (question.access().purpose() != Purpose.AUDIT) {
      return Outcome.no("purpose-is-not-audit");
    }
    if (!question.worker().isKnown()) {
      return Outcome.missing("worker-facts");
    }
    if (question.worker().roles().stream().noneMatch(ROLES::contains)) {
      return Outcome.no("no-audit-role");
    }
    return Support.best(
        question
            .facts(ConcernHandled.class)
            .filter(handled -> handled.reviewer().equals(question.access().worker()))
            .filter(
                handled ->
                    !question.at().isBefore(handled.handledAt())
                        && !question.at().isAfter(handled.handledAt().plus(IN_HAND)))
            .flatMap(
                handled ->
                    // Written by the console when the concern was opened, not by the officer.
                    Support.byRecord(handled.origin(), Strength.ROLE, question)
                        .map(support -> new Candidate(support, List.of(handled.origin().eventId())))
                        .stream()),
        "no-concern-in-hand");
  }
}
