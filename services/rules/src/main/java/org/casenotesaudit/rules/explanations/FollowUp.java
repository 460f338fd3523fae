package org.casenotesaudit.rules.explanations;

import static org.casenotesaudit.rules.rule.Evidence.EVENT;
import static org.casenotesaudit.rules.rule.Evidence.REFERENCE_DATA;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.casenotesaudit.rules.facts.Assignee;
import org.casenotesaudit.rules.facts.EventId;
import org.casenotesaudit.rules.facts.TeamId;
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
 * The relationship ended a short while ago. Two explanations share the grace: after the case
 * closed, and after an allocation ended while the case went on with somebody else.
 */
public final class FollowUp {

  public static final ExplanationRule CLOSED_CASE =
      new ExplanationRule(
          "closed-case-follow-up",
          basis(
              "Biestek and NASW Code 1.16: an ending is part of the work; letters, referrals and"
                  + " records are finished within a time that the agency sets."),
          question -> test(question, true));

  public static final ExplanationRule TRANSFER_OVERLAP =
      new ExplanationRule(
          "transfer-overlap",
          basis(
              "NASW Code 1.16(e), 2.06: a transfer is prepared and continued so that the client"
                  + " loses nothing by it; for a time both workers need the record."),
          question -> test(question, false));

  private FollowUp() {}

  private static Outcome<Support> test(Question question, boolean afterClosing) {
    if (!question.clientIsKnown()) {
      return Outcome.missing("client-file");
    }
    Set<TeamId> teams = question.parameters().teamShares() ? question.worker().teams() : Set.of();
    return Support.best(
        question.allocations().stream()
            .filter(allocation -> question.names(allocation.to(), teams))
            .filter(
                allocation ->
                    question.closingInForce(allocation.caseId()).isPresent() == afterClosing)
            .filter(allocation -> stoppedWithinGrace(allocation, question))
            .flatMap(allocation -> supportedBy(allocation, question).stream()),
        afterClosing ? "no-case-closed-within-grace" : "no-allocation-ended-within-grace");
  }

  private static boolean stoppedWithinGrace(Allocation allocation, Question question) {
    Instant at = question.at();
    return question
        .stoppedAt(allocation)
        .filter(stopped -> !stopped.isAfter(at))
        .filter(stopped -> !at.isAfter(stopped.plus(question.parameters().grace().followUp())))
        .isPresent();
  }

  private static Optional<Candidate> supportedBy(Allocation allocation, Question question) {
    boolean own = allocation.to() instanceof Assignee.OneWorker;
    Optional<Support> support =
        Support.by(allocation.made().origin(), own ? Strength.OWN : Strength.TEAM, question);
    Stream<EventId> closing =
        question.closingInForce(allocation.caseId()).stream()
            .map(closed -> closed.origin().eventId());
    List<EventId> events = Stream.concat(allocation.events().stream(), closing).toList();
    return support.map(found -> new Candidate(found, events));
  }

  private static Basis basis(String text) {
    return new Basis(
        text,
        RuleClass.ACCESS,
        Set.of(EVENT, REFERENCE_DATA),
        List.of("grace.follow-up-days", "team-shares"));
  }
}
