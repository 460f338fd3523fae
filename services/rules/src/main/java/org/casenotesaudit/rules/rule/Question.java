package org.casenotesaudit.rules.rule;

import java.time.Duration;
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

  /** The smallest step of time in events. */
  private static final Duration ONE_TICK = Duration.ofNanos(1_000);

  private final Access access;
  private final ClientFile file;
  private final Instant knownBy;
  private final Parameters parameters;
  private final Predicate<Question> explained;
  private @Nullable List<Allocation> allocations;

  private Question(
      Access access,
      ClientFile file,
      Instant knownBy,
      Parameters parameters,
      Predicate<Question> explained) {
    this.access = access;
    this.file = file;
    this.knownBy = knownBy;
    this.parameters = parameters;
    this.explained = explained;
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
    return explained.test(new Question(act, file, knownBy, parameters, explained));
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
    return file.observedUntil();
  }

  /** Facts of that kind in view, in order of their recording. */
  public <F extends Fact> Stream<F> facts(Class<F> kind) {
    return file.facts(kind).stream().takeWhile(fact -> fact.origin().isKnownAt(knownBy));
  }

  /** Acts before this one and after that moment, the newest first. */
  public Stream<Access> earlierActs(Instant after) {
    return newestFirst(file.actsBefore(access), after);
  }

  /** The same worker's acts before this one and after that moment, the newest first. */
  public Stream<Access> earlierActsOfSameWorker(Instant after) {
    return newestFirst(file.actsBefore(access, access.worker()), after);
  }

  /** Whether case-notes has told anything about this client. */
  public boolean clientIsKnown() {
    return facts(Fact.ClientRegistered.class).findAny().isPresent()
        || facts(Fact.CaseOpened.class).findAny().isPresent();
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
    if (allocations == null) {
      // Nearly every explanation asks.
      allocations = allocationsInView();
    }
    return allocations;
  }

  private List<Allocation> allocationsInView() {
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
                        new Period(fact.openedAt(), reopenedAfter(fact)),
                        fact,
                        null));
    // What ended before it began never held, and cannot be followed up.
    return Stream.concat(made, held).filter(allocation -> !allocation.period().isEmpty()).toList();
  }

  /** Whether the allocation held at the moment of access: in time, and its case open. */
  public boolean isInForce(Allocation allocation) {
    return allocation.period().contains(at()) && closingInForce(allocation.caseId()).isEmpty();
  }

  /**
   * When the allocation last stopped to hold: at its end, or before that when its case closed and
   * was not opened again. Empty while it holds, and if it never did.
   */
  public Optional<Instant> stoppedAt(Allocation allocation) {
    Optional<Instant> end =
        Optional.ofNullable(allocation.period().until()).filter(until -> !until.isAfter(at()));
    // Just before its end: what ends by the case being opened again had stopped when it closed.
    Instant lastMoment = end.map(until -> until.minus(ONE_TICK)).orElse(at());
    Optional<Fact.CaseClosed> closing =
        CaseState.closingInForce(turns(), allocation.caseId(), lastMoment);
    if (closing.isPresent()) {
      return closing
          .map(Fact.CaseClosed::closedAt)
          .filter(closed -> closed.isAfter(allocation.period().from()));
    }
    return end;
  }

  /** The closing in force at the moment of access, if the case was closed then. */
  public Optional<Fact.CaseClosed> closingInForce(CaseId caseId) {
    return CaseState.closingInForce(turns(), caseId, at());
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

  private Stream<Fact> turns() {
    return Stream.concat(facts(Fact.CaseOpened.class), facts(Fact.CaseClosed.class));
  }

  /**
   * What was reported after this act had settled does not count for it. And where this one was
   * reported so late, which acts are still in the file depends on how far other topics were read:
   * it is judged by itself.
   */
  private Stream<Access> newestFirst(List<Access> inOrder, Instant after) {
    Duration horizon = parameters.patience().horizon();
    if (access.wasReportedPast(horizon)) {
      return Stream.empty();
    }
    Instant settlesAt = access.settlesAt(horizon);
    return inOrder.reversed().stream()
        .takeWhile(act -> act.occurredAt().isAfter(after))
        .filter(act -> !act.recordedAt().isAfter(settlesAt));
  }

  /** An end that had not come yet is not part of what the access rested on. */
  private boolean isEndOf(Fact.AllocationEnded ended, Fact.AllocationMade made) {
    return ended.allocationId().equals(made.allocationId()) && !ended.endedAt().isAfter(at());
  }

  /** When the case was opened again, by whatever team: from then on that team holds it. */
  private @Nullable Instant reopenedAfter(Fact.CaseOpened opened) {
    return facts(Fact.CaseOpened.class)
        .filter(later -> later.caseId().equals(opened.caseId()))
        .map(Fact.CaseOpened::openedAt)
        .filter(again -> again.isAfter(opened.openedAt()) && !again.isAfter(at()))
        .min(Instant::compareTo)
        .orElse(null);
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
