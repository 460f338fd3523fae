package org.casenotesaudit.rules.rule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.casenotesaudit.rules.facts.Access;
import org.casenotesaudit.rules.facts.Assignee;
import org.casenotesaudit.rules.facts.CaseId;
import org.casenotesaudit.rules.facts.ClientFile;
import org.casenotesaudit.rules.facts.Fact;
import org.casenotesaudit.rules.facts.FactId;
import org.casenotesaudit.rules.facts.Period;
import org.casenotesaudit.rules.facts.WorkerFacts;
import org.casenotesaudit.rules.pack.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * What a rule is asked: one access, and the part of the client file that may be looked at. For the
 * answer "as known" that is what was on record by the moment of access; for "as it was", what was
 * recorded within the horizon.
 */
public final class Question {

  private final Access access;
  private final List<Fact> facts;
  private final List<Access> acts;
  private final Instant observedUntil;
  private final Parameters parameters;
  private final Predicate<Question> explained;

  private Question(
      Access access,
      ClientFile file,
      Instant knownBy,
      Parameters parameters,
      Predicate<Question> explained) {
    this.access = access;
    this.facts = file.facts().stream().filter(fact -> fact.origin().isKnownAt(knownBy)).toList();
    this.acts = file.acts();
    this.observedUntil = file.observedUntil();
    this.parameters = parameters;
    this.explained = explained;
  }

  /** The same question about another act, with the same facts in view. */
  private Question(Access other, Question same) {
    this.access = other;
    this.facts = same.facts;
    this.acts = same.acts;
    this.observedUntil = same.observedUntil;
    this.parameters = same.parameters;
    this.explained = same.explained;
  }

  /**
   * @param knownBy facts recorded after this moment are out of view
   * @param explained whether an explanation holds for another question: put to earlier accesses
   */
  public static Question of(
      Access access,
      ClientFile file,
      Instant knownBy,
      Parameters parameters,
      Predicate<Question> explained) {
    return new Question(access, file, knownBy, parameters, explained);
  }

  /** Whether an explanation holds for that act, by the facts in view here. */
  public boolean wasExplained(Access act) {
    return explained.test(new Question(act, this));
  }

  public Access access() {
    return access;
  }

  public Instant at() {
    return access.occurredAt();
  }

  public Parameters parameters() {
    return parameters;
  }

  /** How far time has come by the events seen. */
  public Instant observedUntil() {
    return observedUntil;
  }

  public <F extends Fact> Stream<F> facts(Class<F> kind) {
    return facts.stream().filter(kind::isInstance).map(kind::cast);
  }

  /** Acts before this one, in order of (occurredAt, eventId). */
  public Stream<Access> earlierActs() {
    return acts.stream().filter(act -> act.isBefore(access));
  }

  /** Whether case-notes has told anything about this client. */
  public boolean clientIsKnown() {
    return facts.stream()
        .anyMatch(fact -> fact instanceof Fact.ClientRegistered || fact instanceof Fact.CaseOpened);
  }

  /**
   * The worker's facts: as the directory gave them with the access, unless it corrected them
   * afterwards. A correction recorded before is already in what it gave.
   */
  public WorkerFacts worker() {
    return facts(Fact.WorkerFactsCorrected.class)
        .filter(fact -> fact.worker().equals(access.worker()) && fact.period().contains(at()))
        .filter(fact -> !fact.origin().isKnownAt(access.workerFactsReadAt()))
        .reduce((earlier, later) -> later)
        .map(Fact.WorkerFactsCorrected::corrected)
        .orElse(access.workerFacts());
  }

  /** Every allocation in view, the holding of a case by its team included. */
  public List<Allocation> allocations() {
    Stream<Allocation> made =
        facts(Fact.AllocationMade.class)
            .map(
                fact -> {
                  Fact.AllocationEnded end =
                      earliest(
                          facts(Fact.AllocationEnded.class).filter(ended -> isEndOf(ended, fact)));
                  Period period = fact.period().endingAt(end == null ? null : end.endedAt());
                  return new Allocation(fact.caseId(), fact.to(), period, fact, end);
                });
    Stream<Allocation> held =
        facts(Fact.CaseOpened.class)
            .map(
                fact ->
                    new Allocation(
                        fact.caseId(),
                        new Assignee.WholeTeam(fact.team()),
                        Period.since(fact.openedAt()),
                        fact,
                        null));
    // What ended before it began never held, and cannot be followed up.
    return Stream.concat(made, held).filter(allocation -> !allocation.period().isEmpty()).toList();
  }

  /** Whether the allocation held at the moment of access: in time, and its case open. */
  public boolean isInForce(Allocation allocation) {
    return allocation.period().contains(at()) && closingInForce(allocation.caseId()).isEmpty();
  }

  /** When the allocation stopped: at its end, or when its case closed, whichever came first. */
  public Optional<Instant> stoppedAt(Allocation allocation) {
    Instant closed =
        CaseState.nextClosing(facts, allocation.caseId(), allocation.period().from())
            .map(Fact.CaseClosed::closedAt)
            .orElse(null);
    return Optional.ofNullable(allocation.period().endingAt(closed).until());
  }

  /** The closing in force at the moment of access, if the case was closed then. */
  public Optional<Fact.CaseClosed> closingInForce(CaseId caseId) {
    return CaseState.closingInForce(facts, caseId, at());
  }

  /** All cases that anything in view mentions. */
  public List<CaseId> cases() {
    return Stream.concat(
            facts(Fact.CaseOpened.class).map(Fact.CaseOpened::caseId),
            facts(Fact.CaseClosed.class).map(Fact.CaseClosed::caseId))
        .distinct()
        .toList();
  }

  /** Restrictions of the client's record that held at the moment of access. */
  public List<Fact.RecordRestricted> restrictions() {
    return facts(Fact.RecordRestricted.class)
        .filter(
            fact ->
                fact.period()
                    .endingAt(liftedAt(fact.restrictionId()))
                    .contains(access.occurredAt()))
        .toList();
  }

  /** Whether an assignment names the worker, or a team of theirs. */
  public boolean names(Assignee assignee, Set<?> teams) {
    return switch (assignee) {
      case Assignee.OneWorker one -> one.worker().equals(access.worker());
      case Assignee.WholeTeam whole -> teams.contains(whole.team());
    };
  }

  /** An end that had not come yet is not part of what the access rested on. */
  private boolean isEndOf(Fact.AllocationEnded ended, Fact.AllocationMade made) {
    return ended.allocationId().equals(made.allocationId()) && !ended.endedAt().isAfter(at());
  }

  private @Nullable Instant liftedAt(FactId restrictionId) {
    return facts(Fact.RestrictionLifted.class)
        .filter(lifted -> lifted.restrictionId().equals(restrictionId))
        .map(Fact.RestrictionLifted::liftedAt)
        .min(Instant::compareTo)
        .orElse(null);
  }

  private static Fact.@Nullable AllocationEnded earliest(Stream<Fact.AllocationEnded> ends) {
    return ends.min((one, other) -> one.endedAt().compareTo(other.endedAt())).orElse(null);
  }
}
