package org.casenotesaudit.access.intake;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.casenotesaudit.access.ClientId;
import org.casenotesaudit.access.Locks;
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.access.directory.Directory;
import org.casenotesaudit.access.intake.IntakeMappings.Kind;
import org.casenotesaudit.access.intake.IntakeMappings.Mapping;
import org.casenotesaudit.access.intake.IntakeMappings.Standing;
import org.casenotesaudit.events.ForeignIdMapped;
import org.casenotesaudit.events.MappedPerson;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.IdSource;
import org.casenotesaudit.serviceframe.configuration.AuditSettings;
import org.casenotesaudit.serviceframe.events.EventOutbox;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Sets what a foreign id means, tells of it, and tells again of the accesses that waited for it.
 */
@Singleton
class MappingDesk {

  /** Accesses told again in one transaction; each may hold a lock of its client until it ends. */
  static final int BATCH = 1_000;

  private final TransactionOperations<Connection> transactions;
  private final Directory directory;
  private final IntakeMappings mappings;
  private final LateTelling lateTelling;
  private final EventOutbox outbox;
  private final AuditSettings settings;
  private final IdSource ids;

  MappingDesk(
      TransactionOperations<Connection> transactions,
      Directory directory,
      IntakeMappings mappings,
      LateTelling lateTelling,
      EventOutbox outbox,
      AuditSettings settings,
      IdSource ids) {
    this.transactions = transactions;
    this.directory = directory;
    this.mappings = mappings;
    this.lateTelling = lateTelling;
    this.outbox = outbox;
    this.settings = settings;
    this.ids = ids;
  }

  /**
   * Puts a mapping in place of the one before. The first {@value #BATCH} accesses that waited for
   * it are told in the same transaction, further ones in transactions that follow; should one of
   * them fail, the same mapping again goes on where it stopped.
   *
   * @return false if it takes an id from, or gives one to, the one who sets it: nothing is changed
   *     then
   * @throws ProblemException 400 if it means a worker whom the directory does not know
   */
  boolean put(Mapping mapping, WorkerId setBy) {
    OptionalInt first =
        transactions.executeWrite(status -> set(status.getConnection(), mapping, setBy));
    if (first.isEmpty()) {
      return false;
    }
    int told = first.getAsInt();
    while (told == BATCH) {
      told = transactions.executeWrite(status -> goOn(status.getConnection(), mapping, setBy));
    }
    return true;
  }

  /** How many accesses it told of; empty if it concerns the one who sets it. */
  private OptionalInt set(Connection connection, Mapping mapping, WorkerId setBy)
      throws SQLException {
    Locks.mappingsForChange(connection);
    Optional<Standing> before =
        mappings.find(connection, mapping.kind(), mapping.scope(), mapping.foreignId());
    UUID previous = before.map(Standing::id).orElse(null);
    if (mapping.kind() == Kind.WORKER
        && (mapping.id().equals(setBy.value()) || setBy.value().equals(previous))) {
      return OptionalInt.empty();
    }
    if (mapping.kind() == Kind.WORKER) {
      directory.requireKnown(connection, "id", new WorkerId(mapping.id()));
    }
    List<WaitingAccess> waiting =
        WaitingAccesses.of(connection, settings.agencyId(), mapping, BATCH);
    lock(connection, mapping, previous, waiting);
    UUID mappingId = before.map(Standing::mappingId).orElseGet(ids::next);
    if (!mapping.id().equals(previous)) {
      mappings.upsert(connection, mapping, mappingId, setBy);
      if (previous != null) {
        tell(mapping.kind(), mappingId, previous, setBy, false, 0);
      }
      tell(
          mapping.kind(),
          mappingId,
          mapping.id(),
          setBy,
          true,
          WaitingAccesses.count(connection, mapping));
    }
    lateTelling.tell(connection, mapping, mappingId, setBy, waiting);
    return OptionalInt.of(waiting.size());
  }

  private int goOn(Connection connection, Mapping mapping, WorkerId setBy) throws SQLException {
    Locks.mappingsForChange(connection);
    Optional<Standing> standing =
        mappings
            .find(connection, mapping.kind(), mapping.scope(), mapping.foreignId())
            .filter(found -> found.id().equals(mapping.id()));
    if (standing.isEmpty()) {
      // Somebody has set another one meanwhile, and tells the rest.
      return 0;
    }
    List<WaitingAccess> waiting =
        WaitingAccesses.of(connection, settings.agencyId(), mapping, BATCH);
    lock(connection, mapping, null, waiting);
    lateTelling.tell(connection, mapping, standing.get().mappingId(), setBy, waiting);
    return waiting.size();
  }

  private static void lock(
      Connection connection, Mapping mapping, @Nullable UUID previous, List<WaitingAccess> waiting)
      throws SQLException {
    Stream<UUID> workers = waiting.stream().map(WaitingAccess::workerId);
    Stream<UUID> clients = waiting.stream().map(WaitingAccess::clientId);
    switch (mapping.kind()) {
      case WORKER -> workers = Stream.of(mapping.id());
      case CLIENT -> clients = Stream.of(mapping.id(), previous);
    }
    Locks.workersForAccess(
        connection, workers.filter(Objects::nonNull).map(WorkerId::new).distinct().toList());
    Locks.clients(
        connection, clients.filter(Objects::nonNull).map(ClientId::new).distinct().toList());
  }

  private void tell(
      Kind kind, UUID mappingId, UUID person, WorkerId setBy, boolean holds, int waitingCount) {
    String id = person.toString();
    outbox.publish(
        Topics.ACCESS_OBSERVED,
        ForeignIdMapped.newBuilder()
            .setEnvelope(outbox.envelope(setBy.toString(), kind == Kind.CLIENT ? id : null))
            .setMappingId(mappingId.toString())
            .setMappedPerson(
                switch (kind) {
                  case WORKER -> MappedPerson.WORKER;
                  case CLIENT -> MappedPerson.CLIENT;
                })
            .setWorkerId(kind == Kind.WORKER ? id : null)
            .setHolds(holds)
            .setWaitingAccessCount(waitingCount)
            .build());
  }
}
