package org.casenotesaudit.rules.facts;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a fact comes from. A fact explains only by its origin: what somebody wrote about themselves
 * weighs less than what another wrote, and what was written afterwards less than what was there.
 *
 * @param eventId the event that carried it
 * @param recordedBy who recorded it; null if no person did
 * @param recordedAt when it was recorded, by the clock of its source
 * @param requestedBy at whose request it was recorded; null if nobody asked
 */
public record Origin(
    EventId eventId,
    @Nullable WorkerId recordedBy,
    Instant recordedAt,
    @Nullable WorkerId requestedBy) {

  /** Whether the worker recorded it or had it recorded. */
  public boolean isSelfMadeBy(WorkerId worker) {
    return worker.equals(recordedBy) || worker.equals(requestedBy);
  }

  /** Whether it was on record at that moment. The same instant counts: the record came first. */
  public boolean isKnownAt(Instant moment) {
    return !recordedAt.isAfter(moment);
  }

  public Optional<WorkerId> recorder() {
    return Optional.ofNullable(recordedBy);
  }
}
