package org.casenotesaudit.access.directory;

import java.util.Set;
import java.util.stream.Collectors;
import org.casenotesaudit.access.WorkerId;

/** Somebody wanted to change directory facts about themselves. */
public final class OwnFileException extends RuntimeException {

  /** Code of the answer. */
  public static final String OWN_FILE = "own-file";

  private OwnFileException() {
    super("workerId: your own (expected: facts about somebody else)");
  }

  /**
   * Refuses a change of one's own file, and of another's where it makes or ends one's own
   * supervision: whom I supervise is a fact about me.
   */
  static void refuse(WorkerId changedBy, WorkerFile before, WorkerFile after) {
    if (after.workerId().equals(changedBy)
        || !supervisionBy(changedBy, before).equals(supervisionBy(changedBy, after))) {
      throw new OwnFileException();
    }
  }

  private static Set<Dated<String>> supervisionBy(WorkerId workerId, WorkerFile file) {
    return file.supervisors().stream()
        .filter(supervisor -> supervisor.value().equals(workerId.toString()))
        .collect(Collectors.toSet());
  }
}
