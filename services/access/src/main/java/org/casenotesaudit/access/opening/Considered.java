package org.casenotesaudit.access.opening;

import java.util.List;
import org.casenotesaudit.events.WorkerFacts;

/**
 * A wish that has been decided and is not yet on record.
 *
 * @param facts what the directory knew of the worker when case-notes was asked
 * @param standing the worker's emergencies that case-notes was told of
 */
record Considered(
    OpenRecord wish, WorkerFacts facts, List<StandingGlass> standing, Decision decision) {

  Considered {
    standing = List.copyOf(standing);
  }
}
