package org.casenotesaudit.rules.rule;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.casenotesaudit.rules.facts.EventId;
import org.casenotesaudit.rules.facts.Origin;
import org.casenotesaudit.rules.judgement.Strength;

/**
 * How well a fact supports an explanation.
 *
 * @param strength its weight; {@code WEAK} if the worker made the fact themselves
 * @param later whether it was recorded after the access
 */
public record Support(Strength strength, boolean later) {

  /** A fact that could support an explanation, with the events that it rests on. */
  public record Candidate(Support support, List<EventId> facts) {}

  private static final Comparator<Candidate> BEST_LAST =
      Comparator.comparing((Candidate candidate) -> candidate.support().explains())
          .thenComparing(candidate -> candidate.support().strength())
          .thenComparing(candidate -> !candidate.support().later())
          .thenComparing(candidate -> candidate.facts().toString());

  /**
   * The support that a fact of this origin lends, or nothing if it was recorded too long after the
   * access. What workers record about themselves, or have recorded, is weak.
   */
  public static Optional<Support> by(Origin origin, Strength strength, Question question) {
    boolean selfMade = origin.isSelfMadeBy(question.access().worker());
    return byRecord(origin, selfMade ? Strength.WEAK : strength, question);
  }

  /** The same for a fact that weighs alike whoever recorded it, for instance authorship. */
  public static Optional<Support> byRecord(Origin origin, Strength strength, Question question) {
    boolean later = !origin.isKnownAt(question.at());
    if (later
        && origin
            .recordedAt()
            .isAfter(question.at().plus(question.parameters().grace().lateFact()))) {
      return Optional.empty();
    }
    return Optional.of(new Support(strength, later));
  }

  /** Holds by the strongest candidate, or does not hold for the reason given. */
  public static Outcome<Support> best(Stream<Candidate> candidates, String reasonIfNone) {
    return candidates
        .max(BEST_LAST)
        .<Outcome<Support>>map(best -> new Outcome.Holds<>(best.support(), List.of(), best.facts()))
        .orElseGet(() -> Outcome.no(reasonIfNone));
  }

  private boolean explains() {
    return strength != Strength.WEAK || !later;
  }
}
