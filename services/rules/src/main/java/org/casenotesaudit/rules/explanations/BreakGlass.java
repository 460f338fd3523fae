package org.casenotesaudit.rules.explanations;

import static org.casenotesaudit.rules.rule.Evidence.DECLARATION;
import static org.casenotesaudit.rules.rule.Evidence.EVENT;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.casenotesaudit.rules.facts.Access;
import org.casenotesaudit.rules.facts.Nature;
import org.casenotesaudit.rules.judgement.Strength;
import org.casenotesaudit.rules.rule.Basis;
import org.casenotesaudit.rules.rule.ExplanationRule;
import org.casenotesaudit.rules.rule.Outcome;
import org.casenotesaudit.rules.rule.Question;
import org.casenotesaudit.rules.rule.RuleClass;
import org.casenotesaudit.rules.rule.Support;
import org.casenotesaudit.rules.rule.Support.Candidate;

/** The worker broke glass with a reason, now or so recently that the emergency still holds. */
public final class BreakGlass {

  public static final ExplanationRule RULE =
      new ExplanationRule(
          "break-glass",
          new Basis(
              "HL7 EHR-S FM TI.2.1.2.8; 45 CFR 164.312(a)(2)(ii), emergency access procedure: life"
                  + " before permission, and a person reviews it afterwards.",
              RuleClass.ACCESS,
              Set.of(EVENT, DECLARATION),
              List.of("grace.break-glass-hours")),
          BreakGlass::test);

  private BreakGlass() {}

  private static Outcome<Support> test(Question question) {
    Access access = question.access();
    if (!access.opened()) {
      return Outcome.no("nothing-was-opened");
    }
    return Support.best(
        Stream.concat(
                question.earlierActsOfSameWorker(
                    question.at().minus(question.parameters().grace().breakGlass())),
                Stream.of(access))
            .filter(act -> covers(act, question))
            .map(
                act ->
                    // ROLE, not WEAK: the reason is demanded, checked and always reviewed.
                    new Candidate(new Support(Strength.ROLE, false), List.of(act.eventId()))),
        "no-glass-broken");
  }

  /** Whether the act broke the glass that covers the access in question. */
  public static boolean covers(Access act, Question question) {
    if (!(act.nature() instanceof Nature.Opened opened) || opened.brokenGlassUntil() == null) {
      return false;
    }
    Instant longest = act.occurredAt().plus(question.parameters().grace().breakGlass());
    Instant until =
        opened.brokenGlassUntil().isBefore(longest) ? opened.brokenGlassUntil() : longest;
    return act.equals(question.access()) || question.at().isBefore(until);
  }
}
