package org.casenotesaudit.access.directory;

import io.micronaut.http.HttpStatus;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.casenotesaudit.access.Locks;
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.WorkerRelationDeclared;
import org.casenotesaudit.events.WorkerRelationEnded;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.IdSource;
import org.casenotesaudit.serviceframe.events.EventOutbox;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps which workers stand close to each other, so that nobody reviews a friend. A relation and
 * its event commit together. An end is never dated back: who reviews would be rid of the relation
 * at once, instead of after the time for which it still counts.
 */
@Singleton
class Relations {

  private final TransactionOperations<Connection> transactions;
  private final EventOutbox outbox;
  private final IdSource ids;

  Relations(TransactionOperations<Connection> transactions, EventOutbox outbox, IdSource ids) {
    this.transactions = transactions;
    this.outbox = outbox;
    this.ids = ids;
  }

  /** A relation, and whether it holds only since this declaration. */
  record Declared(WorkerRelation relation, boolean isNew) {}

  /**
   * Declares that two workers stand close to each other. Declared again while it holds, it stays
   * the relation that it is.
   *
   * @param validFrom since when they do; null for now
   * @throws ProblemException 400 if the directory does not know the other, or they begin to stand
   *     close later than now
   */
  Declared declare(
      WorkerId workerId, WorkerId otherWorkerId, @Nullable Instant validFrom, WorkerId declaredBy) {
    return transactions.executeWrite(
        status -> {
          Connection connection = status.getConnection();
          Locks.directory(connection);
          Optional<WorkerRelation> holds =
              RelationRows.thatHolds(connection, workerId, otherWorkerId);
          if (holds.isPresent()) {
            return new Declared(holds.get(), false);
          }
          DirectoryRows.requireKnown(connection, "otherWorkerId", otherWorkerId);
          Envelope envelope = outbox.envelope(declaredBy.toString(), null);
          var relation =
              new WorkerRelation(
                  ids.next(), workerId, otherWorkerId, since(validFrom, envelope), null);
          RelationRows.insert(connection, relation, declaredBy);
          outbox.publish(
              Topics.ACCESS_DIRECTORY,
              WorkerRelationDeclared.newBuilder()
                  .setEnvelope(envelope)
                  .setRelationId(relation.relationId().toString())
                  .setWorkerId(workerId.toString())
                  .setOtherWorkerId(otherWorkerId.toString())
                  .setValidFrom(relation.validFrom())
                  .build());
          return new Declared(relation, true);
        });
  }

  /**
   * Ends a relation now; one that has ended stays as it ended.
   *
   * @throws ProblemException 404 if this worker has no such relation, 403 if it is an
   *     administrator's own with somebody else
   */
  WorkerRelation end(WorkerId workerId, UUID relationId, WorkerId endedBy) {
    return transactions.executeWrite(
        status -> {
          Connection connection = status.getConnection();
          Locks.directory(connection);
          WorkerRelation relation =
              RelationRows.find(connection, workerId, relationId)
                  .orElseThrow(ProblemException::notFound);
          if (relation.otherWorkerId().equals(endedBy)) {
            throw ownRelation();
          }
          if (relation.endedAt() != null) {
            return relation;
          }
          Envelope envelope = outbox.envelope(endedBy.toString(), null);
          RelationRows.end(connection, relationId, envelope.getOccurredAt(), endedBy);
          outbox.publish(
              Topics.ACCESS_DIRECTORY,
              WorkerRelationEnded.newBuilder()
                  .setEnvelope(envelope)
                  .setRelationId(relationId.toString())
                  .setWorkerId(workerId.toString())
                  .setOtherWorkerId(relation.otherWorkerId().toString())
                  .setValidFrom(relation.validFrom())
                  .setEndedAt(envelope.getOccurredAt())
                  .build());
          return RelationRows.find(connection, workerId, relationId).orElseThrow();
        });
  }

  /** What an administrator hears who wants to say or end something about themselves for another. */
  static ProblemException ownRelation() {
    return new ProblemException(
        HttpStatus.FORBIDDEN,
        OwnFileException.OWN_FILE,
        "workerId: a relation of another worker with you (expected: declare it as your own)");
  }

  private static Instant since(@Nullable Instant validFrom, Envelope envelope) {
    Instant now = envelope.getOccurredAt();
    if (validFrom == null) {
      return now;
    }
    if (validFrom.isAfter(now)) {
      throw ProblemException.invalidField("validFrom", validFrom, "not later than now");
    }
    return Moments.meant("validFrom", validFrom);
  }
}
