package org.casenotesaudit.casenotes.changes;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A worker or a team: exactly one of the two. */
public sealed interface Assignee {

  record Worker(String id) implements Assignee {}

  record Team(UUID id) implements Assignee {}

  /** The worker's id, or null for a team. */
  default @Nullable String workerId() {
    return this instanceof Worker worker ? worker.id() : null;
  }

  /** The team's id, or null for a worker. */
  default @Nullable UUID teamId() {
    return this instanceof Team team ? team.id() : null;
  }

  /** The team's id as events write it, or null for a worker. */
  default @Nullable String teamIdText() {
    return this instanceof Team team ? team.id().toString() : null;
  }
}
