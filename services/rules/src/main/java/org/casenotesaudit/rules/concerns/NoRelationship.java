package org.casenotesaudit.rules.concerns;

import static org.casenotesaudit.rules.rule.Evidence.EVENT;
import static org.casenotesaudit.rules.rule.Evidence.REFERENCE_DATA;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.casenotesaudit.rules.facts.Access;
import org.casenotesaudit.rules.facts.Action;
import org.casenotesaudit.rules.facts.EventId;
import org.casenotesaudit.rules.judgement.Severity;
import org.casenotesaudit.rules.pack.Limit;
import org.casenotesaudit.rules.rule.Basis;
import org.casenotesaudit.rules.rule.ConcernRule;
import org.casenotesaudit.rules.rule.Grade;
import org.casenotesaudit.rules.rule.Outcome;
import org.casenotesaudit.rules.rule.Question;
import org.casenotesaudit.rules.rule.RuleClass;

/**
 * Nothing on record explains the access. Not an accusation: listed, and asked about only when it
 * repeats, when a copy was taken, or when the record is a restricted one or a recording.
 */
public final class NoRelationship {

  public static final String ID = "no-relationship";

  /** Named as missing while nobody knows who acted. */
  public static final String WORKER_MISSING = "worker";

  private static final Set<Action> NEVER_ALONE = Set.of(Action.SEARCH);

  private NoRelationship() {}

  public static ConcernRule rule() {
    return new ConcernRule(
        ID,
        new Basis(
            "Biestek, confidentiality; NASW Code 1.07(a): private information is not sought without"
                + " a compelling professional reason; minimum necessary (45 CFR 164.502(b)).",
            RuleClass.ACCESS,
            Set.of(EVENT, REFERENCE_DATA),
            List.of("repeated-unexplained", "patience.missing-facts-hours")),
        NoRelationship::test,
        List.of());
  }

  private static Outcome<Grade> test(Question question) {
    Access access = question.access();
    if (access.captured()) {
      return Outcome.no("nothing-was-read");
    }
    if (question.wasExplained(access)) {
      return Outcome.no("explained");
    }
    List<String> missing = missingFacts(question);
    if (!missing.isEmpty() && question.observedUntil().isBefore(patienceEndsAt(question))) {
      return new Outcome.Undetermined<>(missing);
    }
    List<String> reasons = new ArrayList<>();
    missing.forEach(fact -> reasons.add("still-missing=" + fact));
    if (missing.isEmpty() && (access.refused() || NEVER_ALONE.contains(access.action()))) {
      reasons.add(access.refused() ? "refused" : "search-hit-only");
      return new Outcome.Holds<>(Grade.listed(), reasons, List.of());
    }
    boolean restricted = !question.restrictions().isEmpty();
    if (restricted) {
      reasons.add("restricted-client");
    }
    if (access.target().kind().isMedia()) {
      reasons.add("media=" + access.target().kind().name().toLowerCase(Locale.ROOT));
    }
    if (access.action().takesACopy()) {
      reasons.add("copy-taken=" + access.action().name().toLowerCase(Locale.ROOT));
    }
    boolean atOnce = !reasons.isEmpty();
    List<EventId> repeats = unexplainedBefore(question);
    Limit limit = question.parameters().repeatedUnexplained();
    if (repeats.size() + 1 >= limit.times()) {
      reasons.add("unexplained-accesses=" + (repeats.size() + 1));
      reasons.add("within-days=" + limit.within().toDays());
    } else if (!atOnce) {
      return new Outcome.Holds<>(Grade.listed(), List.of("first-unexplained"), List.of());
    } else {
      repeats = List.of();
    }
    Severity severity =
        restricted ? Severity.HIGH : missing.isEmpty() ? Severity.MEDIUM : Severity.LOW;
    Grade grade = Grade.flagged(severity).raisedBy(10 * repeats.size());
    return new Outcome.Holds<>(grade, reasons, repeats);
  }

  /**
   * When an access that lacks facts starts to ask for a person. Counted from its recording: another
   * system may report it long after it happened, and until then nobody could look for the facts.
   */
  public static Instant patienceEndsAt(Question question) {
    return question.access().recordedAt().plus(question.parameters().patience().missingFacts());
  }

  private static List<String> missingFacts(Question question) {
    List<String> missing = new ArrayList<>();
    if (!question.clientIsKnown()) {
      missing.add("client-file");
    }
    if (!question.access().worker().isSomebody()) {
      missing.add(WORKER_MISSING);
    } else if (!question.worker().isKnown()) {
      missing.add("worker-facts");
    }
    return missing;
  }

  /** Earlier unexplained openings by the same worker, newest first, as many as the limit needs. */
  private static List<EventId> unexplainedBefore(Question question) {
    Limit limit = question.parameters().repeatedUnexplained();
    Instant since = question.at().minus(limit.within());
    return question
        .earlierActsOfSameWorker(since)
        .filter(act -> act.opened() && !NEVER_ALONE.contains(act.action()))
        .filter(act -> !question.wasExplained(act))
        .limit(limit.times() + 7L)
        .map(Access::eventId)
        .toList();
  }
}
