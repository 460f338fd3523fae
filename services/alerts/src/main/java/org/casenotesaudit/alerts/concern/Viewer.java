package org.casenotesaudit.alerts.concern;

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

  /** No worker file: whom this person stands close to is unknown, so nothing can be shown. */
  record Unmapped(WorkerId worker) implements Viewer {}
}
