package org.casenotesaudit.rules.concerns;

import static org.casenotesaudit.rules.rule.Evidence.EVENT;
import static org.casenotesaudit.rules.rule.Evidence.REFERENCE_DATA;

import java.util.List;
import java.util.Set;
import org.casenotesaudit.rules.facts.Fact.RecordRestricted;
import org.casenotesaudit.rules.judgement.Severity;
import org.casenotesaudit.rules.rule.Basis;
import org.casenotesaudit.rules.rule.ConcernRule;
import org.casenotesaudit.rules.rule.Grade;
import org.casenotesaudit.rules.rule.Outcome;
import org.casenotesaudit.rules.rule.Question;
import org.casenotesaudit.rules.rule.RuleClass;

/** A record that is restricted to named workers was opened by somebody else. */
public final class RestrictedClient {

  private RestrictedClient() {}

  public static ConcernRule rule() {
    return new ConcernRule(
        "restricted-client",
        new Basis(
            "Biestek, self-determination: the client, or the law for them, decided who may look;"
                + " NASW Code 1.02; sealed records.",
            RuleClass.ACCESS,
            Set.of(EVENT, REFERENCE_DATA),
            List.of()),
        RestrictedClient::test,
        // An allocation does not answer it: the restriction came after, and names whom it spares.
        ConcernRule.byAnyOf("break-glass", "audit-duty"));
  }

  private static Outcome<Grade> test(Question question) {
    if (!question.access().opened()) {
      return Outcome.no("nothing-was-opened");
    }
    if (!question.restrictions().isEmpty() && !question.access().worker().isSomebody()) {
      // Whether they are named cannot be said; no-relationship asks a person about it in time.
      return Outcome.missing(NoRelationship.WORKER_MISSING);
    }
    List<RecordRestricted> closedToThem =
        question.restrictions().stream()
            .filter(restriction -> !restriction.named().contains(question.access().worker()))
            .toList();
    if (closedToThem.isEmpty()) {
      return Outcome.no(
          question.restrictions().isEmpty() ? "not-restricted" : "named-in-the-restriction");
    }
    return new Outcome.Holds<>(
        Grade.flagged(Severity.HIGH),
        List.of("not-named-in-restriction"),
        Outcome.eventsOf(closedToThem));
  }
}
