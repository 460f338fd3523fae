package org.casenotesaudit.alerts.concern;

import java.util.List;
import java.util.Set;

/** The person who wants to see concerns, with everybody they stand too close to. */
public sealed interface Viewer {

  WorkerId worker();

  /**
   * The directory knows this person.
   *
   * @param closeWorkers own team, line above and below, declared household and friends; now or
   *     within the look-back
   * @param teams own teams, now or within the look-back
   * @param knownClients clients that this person works with or knows
   */
  record Mapped(
      WorkerId worker, Set<WorkerId> closeWorkers, Set<TeamId> teams, Set<ClientId> knownClients)
      implements Viewer {
    public Mapped {
      closeWorkers = Set.copyOf(closeWorkers);
      teams = Set.copyOf(teams);
      knownClients = Set.copyOf(knownClients);
    }
  }

  /**
   * The named external reviewer, who steps in only where nobody else may.
   *
   * @param self whom and what they stand close to themselves
   * @param reviewers everybody known to review; what one of them may see is not for the external
   */
  record External(Mapped self, List<Mapped> reviewers) implements Viewer {
    public External {
      reviewers = List.copyOf(reviewers);
    }

    @Override
    public WorkerId worker() {
      return self.worker();
    }
  }

  /** No worker file: whom this person stands close to is unknown, so nothing can be shown. */
  record Unmapped(WorkerId worker) implements Viewer {}
}
