package org.casenotesaudit.access.opening;

import io.micronaut.http.HttpStatus;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.List;
import org.casenotesaudit.access.AccessId;
import org.casenotesaudit.access.Locks;
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.access.directory.Directory;
import org.casenotesaudit.access.directory.WorkerFile;
import org.casenotesaudit.events.AccessRefused;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.RefusalReason;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.serviceframe.events.EventOutbox;
import org.casenotesaudit.serviceframe.problem.ProblemException;

/**
 * Finds the access under which content may be fetched, and records when it is withheld after all.
 */
@Singleton
class ContentDesk {

  private final TransactionOperations<Connection> transactions;
  private final Directory directory;
  private final EventOutbox outbox;
  private final InstantSource clock;

  ContentDesk(
      TransactionOperations<Connection> transactions,
      Directory directory,
      EventOutbox outbox,
      InstantSource clock) {
    this.transactions = transactions;
    this.directory = directory;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * The permitted access of this worker.
   *
   * @throws ProblemException 404 for anybody else's access and for one that does not exist, 410
   *     once its grant has ended
   */
  OpenedAccess opened(AccessId accessId, WorkerId workerId) {
    OpenedAccess access =
        transactions
            .executeRead(status -> AccessRows.openedBy(status.getConnection(), accessId, workerId))
            .orElseThrow(ProblemException::notFound);
    if (!clock.instant().isBefore(access.expiresAt())) {
      throw gone();
    }
    return access;
  }

  static ProblemException gone() {
    return new ProblemException(
        HttpStatus.GONE,
        "grant-ended",
        "This access was used or has ended (expected: a new POST /v1/accesses).");
  }

  /**
   * Records, once per access, that case-notes withheld the content because its facts had changed.
   */
  void withheld(OpenedAccess access) {
    transactions.executeWrite(
        status -> {
          Connection connection = status.getConnection();
          WorkerFile file = directory.fileUnderLock(connection, access.workerId());
          Locks.clients(connection, List.of(access.clientId()));
          Envelope envelope =
              outbox.envelope(access.workerId().toString(), access.clientId().toString());
          if (AccessRows.withhold(connection, access.accessId(), envelope.getOccurredAt())) {
            outbox.publish(
                Topics.ACCESS_OBSERVED,
                AccessRefused.newBuilder()
                    .setEnvelope(envelope)
                    .setAccessId(access.accessId().toString())
                    .setAction(access.action())
                    .setRecordKind(access.recordKind())
                    .setRecordId(access.recordId().toString())
                    .setPurpose(access.purpose())
                    .setReason(RefusalReason.FACTS_CHANGED)
                    .setWorkerFacts(file.factsAt(envelope.getOccurredAt()))
                    .build());
          }
          return null;
        });
  }
}
