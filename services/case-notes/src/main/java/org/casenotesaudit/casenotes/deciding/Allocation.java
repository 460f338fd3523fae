package org.casenotesaudit.casenotes.deciding;

import org.jspecify.annotations.Nullable;

/**
 * A worker or a team works with the client. Exactly one of the two is set.
 *
 * @param workerId the worker, or null
 * @param teamId the team, or null
 * @param period when the allocation holds
 */
public record Allocation(@Nullable WorkerId workerId, @Nullable String teamId, Period period) {

  boolean reaches(Reader reader) {
    return reader.workerId().equals(workerId)
        || (teamId != null && reader.teamIds().contains(teamId));
  }
}
