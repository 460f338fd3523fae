package org.casenotesaudit.casenotes.deciding;

import java.util.Set;
import org.casenotesaudit.events.Employment;

/**
 * Who wants to read, with the facts that the directory of workers held at that moment.
 *
 * @param workerId the worker
 * @param roles role codes held now
 * @param teamIds teams belonged to now
 * @param supervisees workers whom they supervise now
 * @param employment whether the worker is in post
 */
public record Reader(
    WorkerId workerId,
    Set<String> roles,
    Set<String> teamIds,
    Set<WorkerId> supervisees,
    Employment employment) {

  public Reader {
    roles = Set.copyOf(roles);
    teamIds = Set.copyOf(teamIds);
    supervisees = Set.copyOf(supervisees);
  }
}
