package org.casenotesaudit.rules.explanations;

import static org.casenotesaudit.rules.rule.Evidence.EVENT;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.casenotesaudit.rules.facts.Assignee;
import org.casenotesaudit.rules.judgement.Strength;
import org.casenotesaudit.rules.rule.Allocation;
import org.casenotesaudit.rules.rule.Basis;
import org.casenotesaudit.rules.rule.ExplanationRule;
import org.casenotesaudit.rules.rule.Outcome;
import org.casenotesaudit.rules.rule.Question;
import org.casenotesaudit.rules.rule.RuleClass;
import org.casenotesaudit.rules.rule.Support;
import org.casenotesaudit.rules.rule.Support.Candidate;

/** The worker was allocated to an open case of this client. */
public final class AllocatedWorker {

  public static final ExplanationRule RULE =
      new ExplanationRule(
          "allocated-worker",
          new Basis(
              "Biestek, confidentiality: what is needed for the casework stays with those who do"
                  + " it; minimum necessary (45 CFR 164.502(b)): the allocated worker needs the"
                  + " record.",
              RuleClass.ACCESS,
              Set.of(EVENT),
              List.of("grace.late-fact-days")),
          AllocatedWorker::test);

  private AllocatedWorker() {}

  private static Outcome<Support> test(Question question) {
    if (!question.clientIsKnown()) {
      return Outcome.missing("client-file");
    }
    return Support.best(
        question.allocations().stream()
            .filter(allocation -> allocation.to() instanceof Assignee.OneWorker)
            .filter(allocation -> question.names(allocation.to(), Set.of()))
            .filter(question::isInForce)
            .flatMap(allocation -> supportedBy(allocation, question)),
        "not-allocated");
  }

  private static Stream<Candidate> supportedBy(Allocation allocation, Question question) {
    // Another case of the same client: the role may need it, but it is not this worker's own case.
    boolean sameCase =
        question.access().target().ofCase().map(allocation.caseId()::equals).orElse(true);
    return Support.by(allocation.made().origin(), sameCase ? Strength.OWN : Strength.ROLE, question)
        .map(support -> new Candidate(support, allocation.events()))
        .stream();
  }
}
