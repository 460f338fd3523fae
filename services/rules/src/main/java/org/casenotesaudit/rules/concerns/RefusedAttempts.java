package org.casenotesaudit.rules.concerns;

import static org.casenotesaudit.rules.rule.Evidence.EVENT;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.casenotesaudit.rules.facts.Access;
import org.casenotesaudit.rules.facts.Nature;
import org.casenotesaudit.rules.facts.WorkerId;
import org.casenotesaudit.rules.judgement.Severity;
import org.casenotesaudit.rules.pack.Limit;
import org.casenotesaudit.rules.rule.Basis;
import org.casenotesaudit.rules.rule.ConcernRule;
import org.casenotesaudit.rules.rule.Grade;
import org.casenotesaudit.rules.rule.Outcome;
import org.casenotesaudit.rules.rule.Question;
import org.casenotesaudit.rules.rule.RuleClass;

/** The same door was tried again and again, by one worker or by several. */
public final class RefusedAttempts {

  /** The newest are named; a flood of attempts must not make an event too large to be recorded. */
  private static final int EVENTS_NAMED_MAX = 20;

  private RefusedAttempts() {}

  public static ConcernRule rule() {
    return new ConcernRule(
        "refused-attempts",
        new Basis(
            "HL7 EHR-S FM TI.2.1.2.7: repeated refused attempts are an audit event of their own.",
            RuleClass.ACCESS,
            Set.of(EVENT),
            List.of("refused-attempts")),
        RefusedAttempts::test,
        List.of());
  }

  private static Outcome<Grade> test(Question question) {
    Access access = question.access();
    if (!counts(access)) {
      return Outcome.no("not-refused");
    }
    Limit limit = question.parameters().refusedAttempts();
    Instant since = access.occurredAt().minus(limit.within());
    List<Access> onClient =
        Stream.concat(Stream.of(access), question.earlierActs(since))
            .filter(RefusedAttempts::counts)
            .toList();
    List<Access> byWorker = onClient.stream().filter(act -> act.isBySameWorkerAs(access)).toList();
    long workers =
        onClient.stream().map(Access::worker).filter(WorkerId::isSomebody).distinct().count();
    long byNobodyKnown = onClient.stream().filter(act -> !act.worker().isSomebody()).count();
    boolean one = byWorker.size() >= limit.times();
    // Attempts of people who are not known count on the client, never as those of one person.
    boolean several = (workers > 1 || byNobodyKnown > 0) && onClient.size() >= limit.times();
    if (!one && !several) {
      return Outcome.no("too-few-refusals");
    }
    List<String> reasons = new ArrayList<>();
    if (one) {
      reasons.add("refusals-by-worker=" + byWorker.size());
    }
    if (several) {
      reasons.add("refusals-on-client=" + onClient.size());
      reasons.add("workers=" + workers);
      if (byNobodyKnown > 0) {
        reasons.add("refusals-by-nobody-known=" + byNobodyKnown);
      }
    }
    reasons.add("within-minutes=" + limit.within().toMinutes());
    List<Access> rested = several ? onClient : byWorker;
    return new Outcome.Holds<>(
        Grade.flagged(Severity.MEDIUM).raisedBy(5 * rested.size()),
        reasons,
        rested.stream().limit(EVENTS_NAMED_MAX).map(Access::eventId).toList());
  }

  private static boolean counts(Access act) {
    return act.nature() instanceof Nature.Refused refused && refused.counts();
  }
}
