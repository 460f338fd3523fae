package org.casenotesaudit.rules.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * One act of one worker on one client's record: the thing that is judged. Acts are ordered by
 * (occurredAt, eventId), so that replay gives the same answer whatever order they were read in.
 *
 * @param occurredAt when it happened, by the clock of the source
 * @param recordedAt when the source recorded it
 */
public record Access(
    AccessId accessId,
    EventId eventId,
    ActingWorker actor,
    Instant occurredAt,
    Instant recordedAt,
    Target target,
    Action action,
    Purpose purpose,
    Nature nature) {

  public static final Comparator<Access> IN_ORDER =
      Comparator.comparing(Access::occurredAt).thenComparing(access -> access.eventId().value());

  public WorkerId worker() {
    return actor.id();
  }

  /** What the directory knew about the worker at the moment of the act. */
  public WorkerFacts workerFacts() {
    return actor.facts();
  }

  /** When the directory was asked for {@link #workerFacts}; later corrections are not in them. */
  public Instant workerFactsReadAt() {
    return learnedFrom().map(Origin::recordedAt).orElse(recordedAt);
  }

  /** The fact that told afterwards who acted; empty where the act itself said so. */
  public Optional<Origin> learnedFrom() {
    return Optional.ofNullable(actor.learnedFrom());
  }

  /** Whether both are known to be acts of one person. Of nobody known, nothing is. */
  public boolean isBySameWorkerAs(Access other) {
    return worker().isSomebody() && worker().equals(other.worker());
  }

  /** This act as one of that worker. */
  public Access by(ActingWorker worker) {
    return new Access(
        accessId, eventId, worker, occurredAt, recordedAt, target, action, purpose, nature);
  }

  /**
   * What is recorded after that moment no longer counts for this act. The horizon runs from the
   * act, or from its report where another system reported it later than that.
   */
  public Instant settlesAt(Duration horizon) {
    Instant end = occurredAt.plus(horizon);
    return recordedAt.isAfter(end) ? recordedAt.plus(horizon) : end;
  }

  /** Whether it was reported so late that acts around it may be gone already. */
  public boolean wasReportedPast(Duration horizon) {
    return recordedAt.isAfter(occurredAt.plus(horizon));
  }

  public boolean isBefore(Access other) {
    return IN_ORDER.compare(this, other) < 0;
  }

  public boolean opened() {
    return nature instanceof Nature.Opened;
  }

  public boolean refused() {
    return nature instanceof Nature.Refused;
  }

  public boolean captured() {
    return nature instanceof Nature.Captured;
  }
}
