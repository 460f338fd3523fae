package org.casenotesaudit.casenotes.deciding;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that case-notes knows that bears on opening one record.
 *
 * @param subjects the clients it is about, the one whose case holds it first; never empty
 * @param holdingTeamIds teams that hold the case
 * @param recording the recording, or null when the record is not one
 */
public record DecidingFacts(
    List<Subject> subjects, Set<String> holdingTeamIds, @Nullable Recording recording) {

  public DecidingFacts {
    subjects = List.copyOf(subjects);
    holdingTeamIds = Set.copyOf(holdingTeamIds);
    if (subjects.isEmpty()) {
      throw new IllegalArgumentException("subjects: none (expected: one or more)");
    }
  }
}
