package org.casenotesaudit.rules.explanations;

import static org.casenotesaudit.rules.rule.Evidence.EVENT;
import static org.casenotesaudit.rules.rule.Evidence.REFERENCE_DATA;

import java.util.List;
import java.util.Optional;
import java.util.Set;
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

/**
 * The worker's team holds the open case, or was allocated to it, and the agency lets teams share.
 */
public final class AllocatedTeam {

  public static final ExplanationRule RULE =
      new ExplanationRule(
          "allocated-team",
          new Basis(
              "Agency policy: a team shares its cases, so that a client is not left alone when the"
                  + " key worker is away.",
              RuleClass.ACCESS,
              Set.of(EVENT, REFERENCE_DATA),
              List.of("team-shares", "grace.late-fact-days")),
          AllocatedTeam::test);

  private AllocatedTeam() {}

  private static Outcome<Support> test(Question question) {
    if (!question.parameters().teamShares()) {
      return Outcome.no("teams-do-not-share");
    }
    if (!question.clientIsKnown()) {
      return Outcome.missing("client-file");
    }
    if (!question.worker().isKnown()) {
      return Outcome.missing("worker-facts");
    }
    return Support.best(
        question.allocations().stream()
            .filter(allocation -> allocation.to() instanceof Assignee.WholeTeam)
            .filter(allocation -> question.names(allocation.to(), question.worker().teams()))
            .filter(question::isInForce)
            .flatMap(allocation -> supportedBy(allocation, question).stream()),
        "team-not-allocated");
  }

  /** Whoever opens or reopens a case for their own team makes themselves a reason: a weak one. */
  private static Optional<Candidate> supportedBy(Allocation allocation, Question question) {
    return Support.by(allocation.made().origin(), Strength.TEAM, question)
        .map(support -> new Candidate(support, allocation.events()));
  }
}
