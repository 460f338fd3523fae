package org.casenotesaudit.rules.facts;

import java.time.Instant;
import java.util.Comparator;

/**
 * One act of one worker on one client's record: the thing that is judged. Acts are ordered by
 * (occurredAt, eventId), so that replay gives the same answer whatever order they were read in.
 *
 * @param occurredAt when it happened, by the clock of the source
 * @param recordedAt when the source recorded it
 * @param workerFacts what the directory knew about the worker then
 */
public record Access(
    AccessId accessId,
    EventId eventId,
    WorkerId worker,
    Instant occurredAt,
    Instant recordedAt,
    Target target,
    Action action,
    Purpose purpose,
    WorkerFacts workerFacts,
    Nature nature) {

  public static final Comparator<Access> IN_ORDER =
      Comparator.comparing(Access::occurredAt).thenComparing(access -> access.eventId().value());

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
