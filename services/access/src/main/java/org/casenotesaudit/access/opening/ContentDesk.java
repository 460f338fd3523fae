package org.casenotesaudit.access.opening;

import io.micronaut.http.HttpStatus;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.casenotesaudit.access.AccessId;
import org.casenotesaudit.access.Locks;
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.access.directory.Directory;
import org.casenotesaudit.access.directory.WorkerFile;
import org.casenotesaudit.access.opening.AccessRows.Shown;
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

  static final String GRANT_ENDED = "grant-ended";
  static final String FACTS_CHANGED = "facts-changed";
  static final String ASK_AGAIN =
      "What decides about this record has changed: ask again with POST /v1/accesses.";

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
        GRANT_ENDED,
        "This access was used or has ended (expected: a new POST /v1/accesses).");
  }

  /**
   * Records, once per access, that case-notes withheld the content because its facts had changed,
   * and says so. In the history of each client in a recording stands that it was opened, so in each
   * stands this.
   */
  ProblemException changedMeanwhile(OpenedAccess access) {
    withheld(access);
    return new ProblemException(
        HttpStatus.CONFLICT,
        FACTS_CHANGED,
        "What decides about this record has changed (expected: a new POST /v1/accesses).");
  }

  private void withheld(OpenedAccess access) {
    transactions.executeWrite(
        status -> {
          Connection connection = status.getConnection();
          WorkerFile file = directory.fileUnderLock(connection, access.workerId());
          List<Shown> subjects = AccessRows.shownUnder(connection, access.accessId());
          Locks.clients(connection, subjects.stream().map(Shown::clientId).toList());
          for (Shown subject : subjects) {
            withheld(connection, access, subject, file, subjects.size() > 1);
          }
          return null;
        });
  }

  private void withheld(
      Connection connection, OpenedAccess access, Shown subject, WorkerFile file, boolean several)
      throws SQLException {
    Envelope envelope =
        outbox.envelope(
            access.workerId().toString(),
            subject.clientId().toString(),
            several ? access.accessId().toString() : null);
    if (!AccessRows.withhold(connection, subject.accessId(), envelope.getOccurredAt())) {
      return;
    }
    outbox.publish(
        Topics.ACCESS_OBSERVED,
        AccessRefused.newBuilder()
            .setEnvelope(envelope)
            .setAccessId(subject.accessId().toString())
            .setAction(access.action())
            .setRecordKind(access.recordKind())
            .setRecordId(access.recordId().toString())
            .setPurpose(access.purpose())
            .setReason(RefusalReason.FACTS_CHANGED)
            .setWorkerFacts(file.factsAt(envelope.getOccurredAt()))
            .build());
  }
}
