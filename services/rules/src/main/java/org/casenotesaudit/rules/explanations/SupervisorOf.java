package org.casenotesaudit.rules.explanations;

import static org.casenotesaudit.rules.rule.Evidence.EVENT;
import static org.casenotesaudit.rules.rule.Evidence.REFERENCE_DATA;

import java.util.List;
import java.util.Set;
import org.casenotesaudit.rules.facts.Assignee;
import org.casenotesaudit.rules.judgement.Strength;
import org.casenotesaudit.rules.rule.Basis;
import org.casenotesaudit.rules.rule.ExplanationRule;
import org.casenotesaudit.rules.rule.Outcome;
import org.casenotesaudit.rules.rule.Question;
import org.casenotesaudit.rules.rule.RuleClass;
import org.casenotesaudit.rules.rule.Support;
import org.casenotesaudit.rules.rule.Support.Candidate;

/** The worker supervised somebody who was allocated to an open case of this client. */
public final class SupervisorOf {

  public static final ExplanationRule RULE =
      new ExplanationRule(
          "supervisor-of",
          new Basis(
              "NASW Code 3.01, supervision and consultation: a supervisor answers for the casework"
                  + " of those supervised and needs to see it.",
              RuleClass.ACCESS,
              Set.of(EVENT, REFERENCE_DATA),
              List.of("grace.late-fact-days")),
          SupervisorOf::test);

  private SupervisorOf() {}

  private static Outcome<Support> test(Question question) {
    if (!question.clientIsKnown()) {
      return Outcome.missing("client-file");
    }
    if (!question.worker().isKnown()) {
      return Outcome.missing("worker-facts");
    }
    return Support.best(
        question.allocations().stream()
            .filter(
                allocation ->
                    allocation.to() instanceof Assignee.OneWorker one
                        && question.worker().supervisees().contains(one.worker()))
            .filter(question::isInForce)
            .flatMap(
                allocation ->
                    // A supervisor who allocates a case does their duty: not self-made, unless
                    // written after having looked.
                    (allocation.made().origin().isKnownAt(question.at())
                            ? Support.byRecord(allocation.made().origin(), Strength.ROLE, question)
                            : Support.by(allocation.made().origin(), Strength.ROLE, question))
                        .map(support -> new Candidate(support, allocation.events())).stream()),
        "supervises-nobody-allocated");
  }
}
