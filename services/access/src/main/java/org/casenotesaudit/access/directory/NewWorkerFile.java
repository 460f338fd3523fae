package org.casenotesaudit.access.directory;

import java.util.List;
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.events.Employment;

/**
 * A whole worker file as an administrator wants it to be. The same fields as {@link WorkerFile},
 * without what the directory adds, and with the name that stays in the database.
 */
public record NewWorkerFile(
    WorkerId workerId,
    String displayName,
    List<Dated<String>> roles,
    List<Dated<String>> teams,
    List<Dated<String>> supervisors,
    List<Dated<String>> dutyPeriods,
    List<Dated<Employment>> employment) {

  WorkerFile asVersion(long version, List<Dated<String>> supervisees) {
    return new WorkerFile(
        workerId, version, roles, teams, supervisors, dutyPeriods, employment, supervisees);
  }

  @Override
  public String toString() {
    return "NewWorkerFile[" + workerId + "]";
  }
}
