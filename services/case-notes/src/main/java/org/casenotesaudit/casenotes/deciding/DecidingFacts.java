package org.casenotesaudit.casenotes.deciding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that case-notes knows that bears on opening one record.
 *
 * @param subjects the clients it is about, the one whose case holds it first; never empty
 * @param recording the recording, or null when the record is not one
 */
public record DecidingFacts(List<Subject> subjects, @Nullable Recording recording) {

  public DecidingFacts {
    subjects = List.copyOf(subjects);
    if (subjects.isEmpty()) {
      throw new IllegalArgumentException("subjects: none (expected: one or more)");
    }
  }
}
