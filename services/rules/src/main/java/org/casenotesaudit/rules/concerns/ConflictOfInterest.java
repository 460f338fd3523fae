package org.casenotesaudit.rules.concerns;

import static org.casenotesaudit.rules.rule.Evidence.DECLARATION;
import static org.casenotesaudit.rules.rule.Evidence.EVENT;
import static org.casenotesaudit.rules.rule.Evidence.REFERENCE_DATA;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.casenotesaudit.rules.facts.Action;
import org.casenotesaudit.rules.facts.ConflictStrength;
import org.casenotesaudit.rules.facts.Fact.ConflictCleared;
import org.casenotesaudit.rules.facts.Fact.ConflictFound;
import org.casenotesaudit.rules.facts.Purpose;
import org.casenotesaudit.rules.judgement.Severity;
import org.casenotesaudit.rules.rule.Basis;
import org.casenotesaudit.rules.rule.ConcernRule;
import org.casenotesaudit.rules.rule.ConcernRule.Answering;
import org.casenotesaudit.rules.rule.Grade;
import org.casenotesaudit.rules.rule.Outcome;
import org.casenotesaudit.rules.rule.Question;
import org.casenotesaudit.rules.rule.RuleClass;
import org.jspecify.annotations.Nullable;

/**
 * The worker stands too near to the client: family, household, friend, or the client themselves.
 * Only how near reaches this rule, never in what way.
 */
public final class ConflictOfInterest {

  private ConflictOfInterest() {}

  public static ConcernRule rule() {
    return new ConcernRule(
        "conflict-of-interest",
        new Basis(
            "NASW Code 1.06(a), (c): conflicts of interest and dual relationships are avoided;"
                + " one's own subject access request is none.",
            RuleClass.ACCESS,
            Set.of(EVENT, REFERENCE_DATA, DECLARATION),
            List.of()),
        ConflictOfInterest::test,
        List.of(
            new Answering("legal-request", access -> access.purpose() == Purpose.SUBJECT_ACCESS)));
  }

  private static Outcome<Grade> test(Question question) {
    if (question.access().captured()) {
      return Outcome.no("nothing-was-read");
    }
    Optional<ConflictFound> strongest =
        question
            .facts(ConflictFound.class)
            .filter(conflict -> conflict.worker().equals(question.access().worker()))
            .filter(
                conflict ->
                    conflict
                        .period()
                        .endingAt(clearedAt(conflict, question))
                        .contains(question.at()))
            .max(
                Comparator.comparing((ConflictFound conflict) -> rank(conflict.strength()))
                    .thenComparing(conflict -> conflict.origin().eventId().value()));
    return strongest
        .map(conflict -> held(conflict, question))
        .orElseGet(() -> Outcome.no("no-conflict-on-record"));
  }

  private static Outcome<Grade> held(ConflictFound conflict, Question question) {
    String strength = conflict.strength().name().toLowerCase(Locale.ROOT);
    Grade grade =
        question.access().action() == Action.SEARCH || question.access().refused()
            ? Grade.listed()
            : gradeOf(conflict.strength());
    return new Outcome.Holds<>(
        grade, List.of("conflict-strength=" + strength), List.of(conflict.origin().eventId()));
  }

  private static Grade gradeOf(ConflictStrength strength) {
    return switch (strength) {
      // A strength that this code does not know yet is taken seriously, not lightly.
      case STRONG, MEDIUM, UNKNOWN -> Grade.flagged(Severity.HIGH);
      case WEAK -> Grade.listed();
    };
  }

  private static int rank(ConflictStrength strength) {
    return switch (strength) {
      case WEAK -> 0;
      case UNKNOWN -> 1;
      case MEDIUM -> 2;
      case STRONG -> 3;
    };
  }

  private static @Nullable Instant clearedAt(ConflictFound conflict, Question question) {
    return question
        .facts(ConflictCleared.class)
        .filter(cleared -> cleared.conflictId().equals(conflict.conflictId()))
        .map(ConflictCleared::clearedAt)
        .min(Instant::compareTo)
        .orElse(null);
  }
}
