package org.casenotesaudit.access.intake;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.casenotesaudit.access.ClientId;
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.access.directory.Directory;
import org.casenotesaudit.access.directory.WorkerFile;
import org.casenotesaudit.access.intake.IntakeMappings.Mapping;
import org.casenotesaudit.access.opening.AccessRows;
import org.casenotesaudit.events.AccessAttributed;
import org.casenotesaudit.events.WorkerFacts;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.serviceframe.events.EventOutbox;
import org.jspecify.annotations.Nullable;

/**
 * Tells of accesses that waited for a person, now that the person is known. Works on the caller's
 * connection and transaction, which holds the locks of everybody concerned.
 */
@Singleton
class LateTelling {

  private final Directory directory;
  private final EventOutbox outbox;
  private final InstantSource clock;

  LateTelling(Directory directory, EventOutbox outbox, InstantSource clock) {
    this.directory = directory;
    this.outbox = outbox;
    this.clock = clock;
  }

  void tell(
      Connection connection,
      Mapping mapping,
      UUID mappingId,
      WorkerId setBy,
      List<WaitingAccess> waiting)
      throws SQLException {
    Map<UUID, WorkerFile> files = new HashMap<>();
    for (WaitingAccess each : waiting) {
      switch (mapping.kind()) {
        case CLIENT -> {
          WorkerFacts facts = factsOf(connection, each.workerId(), each, files);
          clientKnown(connection, each, new ClientId(mapping.id()), facts);
        }
        case WORKER -> {
          WorkerFacts facts = factsOf(connection, mapping.id(), each, files);
          var worker = new WorkerId(mapping.id());
          AccessRows.attributeToWorker(connection, each.access().accessId(), worker, facts);
          // While its client is unknown nobody could be told about whom; that event will name both.
          if (!each.waitsForClient()) {
            workerKnown(each, worker, facts, mappingId, setBy);
          }
        }
      }
      WaitingAccesses.done(connection, each.access().accessId(), mapping.kind());
    }
  }

  private void clientKnown(
      Connection connection, WaitingAccess waiting, ClientId client, WorkerFacts facts)
      throws SQLException {
    AccessRows.attributeToClient(connection, waiting.access().accessId(), client, facts);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    outbox.publish(
        Topics.ACCESS_OBSERVED,
        ForeignEvents.again(waiting.access(), client.value(), waiting.workerId(), facts, now));
  }

  private void workerKnown(
      WaitingAccess waiting, WorkerId worker, WorkerFacts facts, UUID mappingId, WorkerId setBy) {
    UUID client = waiting.clientId();
    outbox.publish(
        Topics.ACCESS_OBSERVED,
        AccessAttributed.newBuilder()
            .setEnvelope(
                outbox.envelope(setBy.toString(), client == null ? null : client.toString()))
            .setAccessId(waiting.access().accessId().toString())
            .setWorkerId(worker.toString())
            .setWorkerFacts(facts)
            .setMappingId(mappingId.toString())
            .build());
  }

  /** What the directory says of the worker at the moment of the access. */
  private WorkerFacts factsOf(
      Connection connection,
      @Nullable UUID worker,
      WaitingAccess waiting,
      Map<UUID, WorkerFile> files)
      throws SQLException {
    Instant at = waiting.access().deed().occurredAt();
    if (worker == null) {
      return WorkerFile.UNKNOWN.factsAt(at);
    }
    WorkerFile file = files.get(worker);
    if (file == null) {
      file = directory.fileWithin(connection, new WorkerId(worker));
      files.put(worker, file);
    }
    return file.factsAt(at);
  }
}
