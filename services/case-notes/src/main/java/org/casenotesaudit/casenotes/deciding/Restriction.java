package org.casenotesaudit.casenotes.deciding;

import java.time.Instant;
import java.util.Set;

/**
 * The client's record is closed to all but the workers named.
 *
 * @param namedWorkers who may still open it
 * @param period when the restriction holds
 */
public record Restriction(Set<WorkerId> namedWorkers, Period period) {

  public Restriction {
    namedWorkers = Set.copyOf(namedWorkers);
  }

  /** Whether it holds now and leaves this worker out. */
  public boolean closesTo(WorkerId workerId, Instant now) {
    return period.contains(now) && !namedWorkers.contains(workerId);
  }
}
