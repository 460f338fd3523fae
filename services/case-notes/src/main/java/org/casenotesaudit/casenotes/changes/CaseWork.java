package org.casenotesaudit.casenotes.changes;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.casenotesaudit.casenotes.records.CaseRow;
import org.casenotesaudit.casenotes.records.CaseRows;
import org.casenotesaudit.events.CaseClosed;
import org.casenotesaudit.events.CaseOpened;
import org.casenotesaudit.events.CaseReopened;
import org.casenotesaudit.messaging.IdSource;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Caller;

/** Opens, closes and reopens cases. */
@Singleton
public class CaseWork {

  private final ClientChanges changes;
  private final CaseRows cases;
  private final IdSource ids;

  CaseWork(ClientChanges changes, CaseRows cases, IdSource ids) {
    this.changes = changes;
    this.cases = cases;
    this.ids = ids;
  }

  /**
   * @throws ProblemException 404 if the client is unknown or closed to the caller
   */
  public UUID open(Caller caller, UUID clientId, UUID teamId, Instant openedAt) {
    OpenChange change = changes.open(caller, clientId);
    UUID caseId = ids.next();
    cases.save(new CaseRow(caseId, clientId, teamId, openedAt, null));
    change.publish(
        CaseOpened.newBuilder()
            .setEnvelope(change.envelope())
            .setCaseId(caseId.toString())
            .setTeamId(teamId.toString())
            .setOpenedAt(openedAt)
            .build());
    return caseId;
  }

  /**
   * @throws ProblemException 404 if the case is unknown or closed to the caller, 409 if it is no
   *     longer open, 400 if it would end before it began
   */
  public void close(Caller caller, UUID caseId, Instant closedAt) {
    OpenChange change = changes.open(caller, clientOf(caseId));
    CaseRow row = cases.findById(caseId).orElseThrow(ProblemException::notFoundOnRecord);
    if (row.closedAt() != null) {
      throw conflict("case-closed", "The case is closed already (expected: an open case).");
    }
    if (closedAt.isBefore(row.openedAt())) {
      throw ProblemException.invalidField(
          "closedAt", closedAt, "not before the case was opened, " + row.openedAt());
    }
    cases.update(new CaseRow(caseId, row.clientId(), row.teamId(), row.openedAt(), closedAt));
    change.publish(
        CaseClosed.newBuilder()
            .setEnvelope(change.envelope())
            .setCaseId(caseId.toString())
            .setClosedAt(closedAt)
            .build());
  }

  /**
   * @throws ProblemException 404 if the case is unknown or closed to the caller, 409 if it is open,
   *     400 if it would begin again before it ended
   */
  public void reopen(Caller caller, UUID caseId, UUID teamId, Instant reopenedAt) {
    OpenChange change = changes.open(caller, clientOf(caseId));
    CaseRow row = cases.findById(caseId).orElseThrow(ProblemException::notFoundOnRecord);
    if (row.closedAt() == null) {
      throw conflict("case-open", "The case is open (expected: a closed case).");
    }
    if (reopenedAt.isBefore(row.closedAt())) {
      throw ProblemException.invalidField(
          "reopenedAt", reopenedAt, "not before the case was closed, " + row.closedAt());
    }
    cases.update(new CaseRow(caseId, row.clientId(), teamId, reopenedAt, null));
    change.publish(
        CaseReopened.newBuilder()
            .setEnvelope(change.envelope())
            .setCaseId(caseId.toString())
            .setTeamId(teamId.toString())
            .setReopenedAt(reopenedAt)
            .build());
  }

  /** A case never changes hands between clients, so this may be read before the lock is taken. */
  private UUID clientOf(UUID caseId) {
    return cases.findById(caseId).orElseThrow(ProblemException::notFoundOnRecord).clientId();
  }

  private static ProblemException conflict(String code, String detail) {
    return new ProblemException(HttpStatus.CONFLICT, code, detail);
  }
}
