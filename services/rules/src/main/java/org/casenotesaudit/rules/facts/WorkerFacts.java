package org.casenotesaudit.rules.facts;

import java.util.Set;

/**
 * What the directory knew about the accessing worker at a moment. Travels in the access, so that
 * judging needs no table of workers.
 *
 * @param directoryVersion version of the worker's file; 0 when the directory does not know them
 */
public record WorkerFacts(
    long directoryVersion, Set<String> roles, Set<TeamId> teams, Set<WorkerId> supervisees) {

  public WorkerFacts {
    roles = Set.copyOf(roles);
    teams = Set.copyOf(teams);
    supervisees = Set.copyOf(supervisees);
  }

  /** Of a worker whom the directory does not know. */
  public static WorkerFacts unknown() {
    return new WorkerFacts(0, Set.of(), Set.of(), Set.of());
  }

  public boolean isKnown() {
    return directoryVersion > 0;
  }
}
