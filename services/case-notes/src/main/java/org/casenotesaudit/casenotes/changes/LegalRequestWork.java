package org.casenotesaudit.casenotes.changes;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.casenotesaudit.casenotes.deciding.Period;
import org.casenotesaudit.casenotes.records.LegalRequestRow;
import org.casenotesaudit.casenotes.records.LegalRequestRows;
import org.casenotesaudit.events.LegalRequestAssigned;
import org.casenotesaudit.events.LegalRequestClosed;
import org.casenotesaudit.events.LegalRequestKind;
import org.casenotesaudit.messaging.IdSource;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Caller;

/** Assigns legal requests that name a client, and closes them. */
@Singleton
public class LegalRequestWork {

  private final ClientChanges changes;
  private final LegalRequestRows requests;
  private final IdSource ids;

  LegalRequestWork(ClientChanges changes, LegalRequestRows requests, IdSource ids) {
    this.changes = changes;
    this.requests = requests;
    this.ids = ids;
  }

  /**
   * @throws ProblemException 404 if the client is unknown or closed to the caller
   */
  public UUID assign(
      Caller caller, UUID clientId, LegalRequestKind kind, Assignee assignee, Period period) {
    OpenChange change = changes.open(caller, clientId);
    UUID requestId = ids.next();
    requests.save(
        new LegalRequestRow(
            requestId,
            clientId,
            kind.name(),
            assignee.workerId(),
            assignee.teamId(),
            period.from(),
            period.until(),
            change.actor(),
            change.now(),
            null));
    change.publish(
        LegalRequestAssigned.newBuilder()
            .setEnvelope(change.envelope())
            .setRequestId(requestId.toString())
            .setRequestKind(kind)
            .setWorkerId(assignee.workerId())
            .setTeamId(assignee.teamIdText())
            .setValidFrom(period.from())
            .setValidUntil(period.until())
            .build());
    return requestId;
  }

  /**
   * @throws ProblemException 404 if the request is unknown or closed to the caller, 409 if it was
   *     closed before
   */
  public void close(Caller caller, UUID requestId) {
    UUID clientId =
        requests.findById(requestId).orElseThrow(ProblemException::notFoundOnRecord).clientId();
    OpenChange change = changes.open(caller, clientId);
    if (requests.close(requestId, change.now()) == 0) {
      throw new ProblemException(
          HttpStatus.CONFLICT,
          "legal-request-closed",
          "The request was closed before (expected: an open one).");
    }
    change.publish(
        LegalRequestClosed.newBuilder()
            .setEnvelope(change.envelope())
            .setRequestId(requestId.toString())
            .setClosedAt(change.now())
            .build());
  }
}
