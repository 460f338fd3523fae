package org.casenotesaudit.access.directory;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.casenotesaudit.access.ClientId;
import org.casenotesaudit.access.Locks;
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.events.DatedCode;
import org.casenotesaudit.events.DatedEmployment;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.WorkerFactsCorrected;
import org.casenotesaudit.events.WorkerFileChanged;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.serviceframe.events.EventOutbox;
import org.casenotesaudit.serviceframe.problem.ProblemException;

/** Keeps the files of the workers, and tells the stream what changed and what that corrects. */
@Singleton
public class Directory {

  private final TransactionOperations<Connection> transactions;
  private final EventOutbox outbox;
  private final AccessedClients accessedClients;

  Directory(
      TransactionOperations<Connection> transactions,
      EventOutbox outbox,
      AccessedClients accessedClients) {
    this.transactions = transactions;
    this.outbox = outbox;
    this.accessedClients = accessedClients;
  }

  /** What the directory says of a worker, as of now or of the past. */
  public WorkerFile fileOf(WorkerId workerId) {
    return transactions.executeRead(
        status -> DirectoryRows.fileOf(status.getConnection(), workerId));
  }

  /** The name to show for a worker. It is kept here only: no event carries it. */
  public Optional<String> displayNameOf(WorkerId workerId) {
    return transactions.executeRead(
        status -> DirectoryRows.displayNameOf(status.getConnection(), workerId));
  }

  /**
   * The file of a worker, read under a lock that makes later changes of it wait for the caller's
   * transaction: whatever commits with its facts is there when a correction of them is computed.
   */
  public WorkerFile fileUnderLock(Connection connection, WorkerId workerId) throws SQLException {
    Locks.workersForAccess(connection, List.of(workerId));
    return DirectoryRows.fileOf(connection, workerId);
  }

  /**
   * The file of a worker, read in the caller's transaction: under the worker's lock, or as of now
   * for whoever looks again before resting anything on it.
   */
  public WorkerFile fileWithin(Connection connection, WorkerId workerId) throws SQLException {
    return DirectoryRows.fileOf(connection, workerId);
  }

  /**
   * Refuses whom the directory does not know.
   *
   * @throws ProblemException 400 naming the field
   */
  public void requireKnown(Connection connection, String field, WorkerId workerId)
      throws SQLException {
    DirectoryRows.requireKnown(connection, field, workerId);
  }

  /**
   * Puts a file in place of the one before and answers its version. The same file again changes
   * nothing.
   *
   * @throws OwnFileException if the change concerns facts about the one who makes it
   */
  public long put(NewWorkerFile wanted, WorkerId changedBy) {
    return transactions.executeWrite(
        status -> {
          Connection connection = status.getConnection();
          WorkerId subject = wanted.workerId();
          Locks.directory(connection);
          WorkerFile before = DirectoryRows.fileOf(connection, subject);
          String nameBefore = DirectoryRows.displayNameOf(connection, subject).orElse("");
          WorkerFile after = wanted.asVersion(before.version() + 1, before.supervisees());
          if (wanted.asVersion(before.version(), before.supervisees()).sameAs(before)
              && wanted.displayName().equals(nameBefore)) {
            return before.version();
          }
          OwnFileException.refuse(changedBy, before, after);
          // Whom somebody supervises is a fact about the supervisor too, former or new.
          List<WorkerId> supervisors =
              Stream.concat(before.supervisorIds(), after.supervisorIds()).distinct().toList();
          Locks.workersForChange(
              connection, Stream.concat(Stream.of(subject), supervisors.stream()).toList());
          var supervisorsBefore = new ArrayList<WorkerFile>();
          for (WorkerId supervisor : supervisors) {
            supervisorsBefore.add(DirectoryRows.fileOf(connection, supervisor));
          }
          Envelope envelope = outbox.envelope(changedBy.toString(), null);
          DirectoryRows.replace(
              connection,
              after,
              wanted.displayName(),
              changedBy.toString(),
              envelope.getOccurredAt());
          outbox.publish(Topics.ACCESS_DIRECTORY, changed(envelope, after));
          var corrections =
              new ArrayList<>(corrections(connection, before, after, envelope.getOccurredAt()));
          for (WorkerFile supervisor : supervisorsBefore) {
            WorkerFile now = DirectoryRows.fileOf(connection, supervisor.workerId());
            corrections.addAll(corrections(connection, supervisor, now, envelope.getOccurredAt()));
          }
          tell(connection, changedBy, corrections);
          return after.version();
        });
  }

  /** A correction of one worker's facts, for one of the clients it concerns. */
  private record ForClient(UUID clientId, WorkerId workerId, Correction correction) {}

  private List<ForClient> corrections(
      Connection connection, WorkerFile before, WorkerFile after, Instant now) throws SQLException {
    var forClients = new ArrayList<ForClient>();
    for (Correction correction : Correction.between(before, after, now)) {
      accessedClients
          .between(connection, after.workerId(), correction.validFrom(), correction.validUntil())
          .forEach(client -> forClients.add(new ForClient(client, after.workerId(), correction)));
    }
    return forClients;
  }

  private void tell(Connection connection, WorkerId changedBy, List<ForClient> corrections)
      throws SQLException {
    Locks.clients(
        connection, corrections.stream().map(told -> new ClientId(told.clientId())).toList());
    for (ForClient told : corrections) {
      outbox.publish(
          Topics.ACCESS_OBSERVED,
          WorkerFactsCorrected.newBuilder()
              .setEnvelope(outbox.envelope(changedBy.toString(), told.clientId().toString()))
              .setWorkerId(told.workerId().toString())
              .setValidFrom(told.correction().validFrom())
              .setValidUntil(told.correction().validUntil())
              .setWorkerFacts(told.correction().facts())
              .build());
    }
  }

  private static WorkerFileChanged changed(Envelope envelope, WorkerFile file) {
    return WorkerFileChanged.newBuilder()
        .setEnvelope(envelope)
        .setWorkerId(file.workerId().toString())
        .setVersion(file.version())
        .setRoles(codes(file.roles()))
        .setTeams(codes(file.teams()))
        .setSupervisors(codes(file.supervisors()))
        .setDutyPeriods(codes(file.dutyPeriods()))
        .setEmployment(
            file.employment().stream()
                .map(
                    state ->
                        DatedEmployment.newBuilder()
                            .setEmployment(state.value())
                            .setValidFrom(state.validFrom())
                            .setValidUntil(state.validUntil())
                            .build())
                .toList())
        .build();
  }

  private static List<DatedCode> codes(List<Dated<String>> intervals) {
    return intervals.stream()
        .map(
            interval ->
                DatedCode.newBuilder()
                    .setValue(interval.value())
                    .setValidFrom(interval.validFrom())
                    .setValidUntil(interval.validUntil())
                    .build())
        .toList();
  }
}
