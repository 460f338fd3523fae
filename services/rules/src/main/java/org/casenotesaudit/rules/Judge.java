package org.casenotesaudit.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.casenotesaudit.rules.concerns.MediaCapturedWithoutAuthority;
import org.casenotesaudit.rules.concerns.NoRelationship;
import org.casenotesaudit.rules.facts.Access;
import org.casenotesaudit.rules.facts.ClientFile;
import org.casenotesaudit.rules.judgement.Answer;
import org.casenotesaudit.rules.judgement.Finding;
import org.casenotesaudit.rules.judgement.HeldExplanation;
import org.casenotesaudit.rules.judgement.Judgement;
import org.casenotesaudit.rules.judgement.Verdict;
import org.casenotesaudit.rules.pack.RulePack;
import org.casenotesaudit.rules.rule.ConcernRule;
import org.casenotesaudit.rules.rule.ExplanationRule;
import org.casenotesaudit.rules.rule.Grade;
import org.casenotesaudit.rules.rule.Outcome;
import org.casenotesaudit.rules.rule.Question;
import org.casenotesaudit.rules.rule.Support;
import org.jspecify.annotations.Nullable;

/**
 * Judges one access by a client file and a rule pack. A pure function: no clock, no store, and the
 * order in which facts arrived makes no difference.
 */
public final class Judge {

  private Judge() {}

  public static Judgement judge(Access reported, ClientFile file, RulePack pack) {
    Access access = file.asLearned(reported);
    // A capture is given time: its moment of knowledge is when that time is over.
    Instant knownBy =
        access.captured()
            ? access.recordedAt().plus(pack.parameters().patience().mediaAuthority())
            : access.occurredAt();
    Instant horizon = access.settlesAt(pack.parameters().patience().horizon());
    Answer asKnown = answer(question(access, file, knownBy, pack), pack);
    Question everything = question(access, file, horizon, pack);
    Answer asItWas = answer(everything, pack);
    return new Judgement(
        access,
        asKnown,
        asItWas,
        file.isFirstOf(access),
        pack.digest(),
        FactsDigest.of(access, asKnown, asItWas),
        judgeAgainAt(everything, asKnown, asItWas));
  }

  private static Question question(Access access, ClientFile file, Instant knownBy, RulePack pack) {
    return Question.of(
        access,
        file,
        knownBy,
        pack.parameters(),
        question ->
            explanationsOf(question, pack).held().stream().anyMatch(HeldExplanation::explains));
  }

  private static Answer answer(Question question, RulePack pack) {
    if (mayStillLearnWho(question)) {
      return new Answer(
          Verdict.UNDETERMINED, List.of(), List.of(), List.of(NoRelationship.WORKER_MISSING));
    }
    Explained explained = explanationsOf(question, pack);
    List<String> missing = new ArrayList<>();
    List<Finding> concerns = new ArrayList<>();
    for (ConcernRule rule : RulesInForce.CONCERNS) {
      if (pack.isOn(rule.id())) {
        switch (rule.test().apply(question)) {
          case Outcome.Holds<Grade> holds ->
              concerns.add(finding(rule, holds, explained.held(), question.access()));
          case Outcome.Undetermined<Grade> undetermined -> missing.addAll(undetermined.reasons());
          case Outcome.HoldsNot<Grade> not -> {}
        }
      }
    }
    boolean plausible = explained.held().stream().anyMatch(HeldExplanation::explains);
    if (!plausible) {
      missing.addAll(explained.missing());
    }
    return new Answer(verdict(plausible, concerns, missing), explained.held(), concerns, missing);
  }

  /**
   * Whether it is too early to say anything: nobody knows yet whose act it is. When patience has
   * ended, it is judged as a stranger's.
   */
  private static boolean mayStillLearnWho(Question question) {
    return !question.access().worker().isSomebody()
        // Whoever uploads is signed in; a recording has a patience of its own.
        && !question.access().captured()
        && question.observedUntil().isBefore(NoRelationship.patienceEndsAt(question));
  }

  private static Verdict verdict(boolean plausible, List<Finding> concerns, List<String> missing) {
    boolean flagged =
        concerns.stream()
            .anyMatch(
                finding ->
                    finding.isOpen()
                        && switch (finding.consequence()) {
                          case FLAGGED -> true;
                          case REVIEWED, LISTED -> false;
                        });
    if (flagged) {
      return Verdict.FLAGGED;
    }
    if (!missing.isEmpty()) {
      return Verdict.UNDETERMINED;
    }
    return plausible ? Verdict.EXPLAINED : Verdict.UNEXPLAINED;
  }

  private record Explained(List<HeldExplanation> held, List<String> missing) {}

  private static Explained explanationsOf(Question question, RulePack pack) {
    if (!question.access().worker().isSomebody()) {
      return new Explained(List.of(), List.of(NoRelationship.WORKER_MISSING));
    }
    List<HeldExplanation> held = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (ExplanationRule rule : RulesInForce.EXPLANATIONS) {
      if (pack.isOn(rule.id())) {
        switch (rule.test().apply(question)) {
          case Outcome.Holds<Support> holds ->
              held.add(
                  new HeldExplanation(
                      rule.id(), holds.weight().strength(), holds.weight().later(), holds.facts()));
          case Outcome.Undetermined<Support> undetermined -> missing.addAll(undetermined.reasons());
          case Outcome.HoldsNot<Support> not -> {}
        }
      }
    }
    return new Explained(held, missing);
  }

  private static Finding finding(
      ConcernRule rule, Outcome.Holds<Grade> holds, List<HeldExplanation> held, Access access) {
    Optional<String> answeredBy =
        rule.answeredBy().stream()
            .filter(answering -> answering.when().test(access))
            .map(ConcernRule.Answering::explanationId)
            .filter(
                id ->
                    held.stream().anyMatch(one -> one.explanationId().equals(id) && !one.isWeak()))
            .findFirst();
    Grade grade = holds.weight();
    return new Finding(
        rule.id(),
        grade.severity(),
        grade.score(),
        grade.consequence(),
        holds.reasons(),
        holds.facts(),
        answeredBy.orElse(null));
  }

  /** The next moment at which waiting ends and the same facts give another answer. */
  private static @Nullable Instant judgeAgainAt(Question question, Answer asKnown, Answer asItWas) {
    if (asKnown.missingFacts().isEmpty() && asItWas.missingFacts().isEmpty()) {
      return null;
    }
    Access access = question.access();
    Instant due =
        access.captured()
            ? MediaCapturedWithoutAuthority.dueAt(access, question)
            : NoRelationship.patienceEndsAt(question);
    return question.observedUntil().isBefore(due) ? due : null;
  }
}
