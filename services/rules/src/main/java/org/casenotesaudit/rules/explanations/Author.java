package org.casenotesaudit.rules.explanations;

import static org.casenotesaudit.rules.rule.Evidence.EVENT;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.casenotesaudit.rules.facts.Fact.RecordAuthored;
import org.casenotesaudit.rules.facts.RecordId;
import org.casenotesaudit.rules.judgement.Strength;
import org.casenotesaudit.rules.rule.Basis;
import org.casenotesaudit.rules.rule.ExplanationRule;
import org.casenotesaudit.rules.rule.Outcome;
import org.casenotesaudit.rules.rule.Question;
import org.casenotesaudit.rules.rule.RuleClass;
import org.casenotesaudit.rules.rule.Support;
import org.casenotesaudit.rules.rule.Support.Candidate;

/** The worker wrote the note, or uploaded the recording, a short while before. */
public final class Author {

  public static final ExplanationRule RULE =
      new ExplanationRule(
          "author",
          new Basis(
              "NASW Code 3.04, client documentation: authors check and finish what they wrote, for"
                  + " a limited time.",
              RuleClass.ACCESS,
              Set.of(EVENT),
              List.of("grace.authorship-days")),
          Author::test);

  private Author() {}

  private static Outcome<Support> test(Question question) {
    Optional<RecordId> record = question.access().target().record();
    if (question.access().captured()) {
      return new Outcome.Holds<>(
          new Support(Strength.OWN, false), List.of(), List.of(question.access().eventId()));
    }
    return Support.best(
        question
            .facts(RecordAuthored.class)
            .filter(authored -> record.map(authored.recordId()::equals).orElse(false))
            .filter(
                authored ->
                    question.access().worker().equals(authored.origin().recordedBy())
                        && authored.origin().isKnownAt(question.at())
                        && !question
                            .at()
                            .isAfter(
                                authored
                                    .origin()
                                    .recordedAt()
                                    .plus(question.parameters().grace().authorship())))
            .map(
                authored ->
                    new Candidate(
                        new Support(Strength.OWN, false), List.of(authored.origin().eventId()))),
        "not-the-author-lately");
  }
}
