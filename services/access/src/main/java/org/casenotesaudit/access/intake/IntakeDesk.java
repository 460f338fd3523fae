package org.casenotesaudit.access.intake;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.casenotesaudit.access.ClientId;
import org.casenotesaudit.access.Locks;
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.access.directory.Directory;
import org.casenotesaudit.access.directory.WorkerFile;
import org.casenotesaudit.access.opening.AccessRows;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.AccessRefused;
import org.casenotesaudit.events.Origin;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.serviceframe.configuration.AuditSettings;
import org.casenotesaudit.serviceframe.events.EventOutbox;

/** Takes reports of other systems in: once each, with their events, in one transaction. */
@Singleton
class IntakeDesk {

  private final TransactionOperations<Connection> transactions;
  private final IntakeMappings mappings;
  private final Directory directory;
  private final EventOutbox outbox;
  private final AuditSettings settings;
  private final InstantSource clock;

  IntakeDesk(
      TransactionOperations<Connection> transactions,
      IntakeMappings mappings,
      Directory directory,
      EventOutbox outbox,
      AuditSettings settings,
      InstantSource clock) {
    this.transactions = transactions;
    this.mappings = mappings;
    this.directory = directory;
    this.outbox = outbox;
    this.settings = settings;
    this.clock = clock;
  }

  /** A resource with what it tells. */
  record Readable(SentResource resource, ReportedAct act) {}

  /**
   * What became of one resource.
   *
   * @param eventCount events that it added; 0 when it had been taken in before
   * @param unmapped elements whose foreign id means nobody yet: on record without that person
   */
  record Taken(int eventCount, List<String> unmapped) {

    Taken {
      unmapped = List.copyOf(unmapped);
    }

    boolean again() {
      return eventCount == 0;
    }
  }

  /**
   * Takes all of them in, or none.
   *
   * @param source the token's client
   */
  List<Taken> take(String source, List<Readable> resources) {
    return transactions.executeWrite(
        status -> {
          Connection connection = status.getConnection();
          Locks.mappingsForReport(connection);
          List<ForeignEvents.Meaning> meanings = meanings(connection, source, resources);
          Locks.clients(connection, clientsOf(meanings));
          var taken = new ArrayList<Taken>();
          for (int i = 0; i < resources.size(); i++) {
            taken.add(takeOne(connection, source, resources.get(i), meanings.get(i)));
          }
          return List.copyOf(taken);
        });
  }

  private Taken takeOne(
      Connection connection, String source, Readable readable, ForeignEvents.Meaning meaning)
      throws SQLException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    SentResource resource = readable.resource();
    var report =
        new ForeignEvents.Report(
            settings.agencyId(), source, resource.digest(), resource.digestHex());
    List<SpecificRecord> events = ForeignEvents.of(report, readable.act(), meaning, now);
    if (!insert(connection, source, resource, events.size(), now)) {
      return new Taken(0, List.of());
    }
    for (SpecificRecord event : events) {
      switch (event) {
        case AccessObserved observed -> AccessRows.insert(connection, observed, null);
        case AccessRefused refused ->
            AccessRows.insert(connection, refused, Origin.FOREIGN_SYSTEM.name());
        default -> throw new IllegalStateException(event.getSchema().getFullName());
      }
      outbox.publish(Topics.ACCESS_OBSERVED, event);
    }
    noteUnmapped(connection, source, readable.act(), meaning, now);
    letWait(connection, ForeignEvents.accesses(report, readable.act()), readable.act(), meaning);
    return new Taken(events.size(), unmapped(readable.act(), meaning));
  }

  private List<ForeignEvents.Meaning> meanings(
      Connection connection, String source, List<Readable> resources) throws SQLException {
    var workers = new ArrayList<Optional<WorkerId>>();
    for (Readable readable : resources) {
      workers.add(
          mappings
              .resolve(connection, IntakeMappings.Kind.WORKER, source, readable.act().worker())
              .map(WorkerId::new));
    }
    Locks.workersForAccess(connection, workers.stream().flatMap(Optional::stream).toList());
    var meanings = new ArrayList<ForeignEvents.Meaning>();
    for (int i = 0; i < resources.size(); i++) {
      meanings.add(meaning(connection, source, resources.get(i).act(), workers.get(i)));
    }
    return meanings;
  }

  private ForeignEvents.Meaning meaning(
      Connection connection, String source, ReportedAct act, Optional<WorkerId> worker)
      throws SQLException {
    var clients = new ArrayList<Optional<UUID>>();
    for (ReportedAct.Patient patient : act.patients()) {
      clients.add(
          mappings.resolve(connection, IntakeMappings.Kind.CLIENT, source, patient.names()));
    }
    WorkerFile file =
        worker.isPresent() ? directory.fileWithin(connection, worker.get()) : WorkerFile.UNKNOWN;
    return new ForeignEvents.Meaning(
        worker.map(WorkerId::value).orElse(null), file.factsAt(act.occurredAt()), clients);
  }

  private static List<ClientId> clientsOf(List<ForeignEvents.Meaning> meanings) {
    return meanings.stream()
        .flatMap(meaning -> meaning.clients().stream())
        .flatMap(Optional::stream)
        .map(ClientId::new)
        .toList();
  }

  /** Keeps what could not be mapped, so that an administrator sees which mappings are wanted. */
  private void noteUnmapped(
      Connection connection,
      String source,
      ReportedAct act,
      ForeignEvents.Meaning meaning,
      Instant now)
      throws SQLException {
    if (!act.worker().isEmpty() && meaning.worker() == null) {
      mappings.noteUnmapped(
          connection, IntakeMappings.Kind.WORKER, source, act.worker().getFirst(), now);
    }
    for (int i = 0; i < act.patients().size(); i++) {
      if (meaning.clients().get(i).isEmpty()) {
        mappings.noteUnmapped(
            connection,
            IntakeMappings.Kind.CLIENT,
            source,
            act.patients().get(i).names().getFirst(),
            now);
      }
    }
  }

  /** Keeps, for each access, the names that nobody goes by yet: told later, it is told again. */
  private static void letWait(
      Connection connection,
      List<ForeignAccess> accesses,
      ReportedAct act,
      ForeignEvents.Meaning meaning)
      throws SQLException {
    for (int i = 0; i < accesses.size(); i++) {
      List<ForeignId> worker = meaning.worker() == null ? act.worker() : List.of();
      List<ForeignId> client =
          !meaning.clients().isEmpty() && meaning.clients().get(i).isEmpty()
              ? act.patients().get(i).names()
              : List.of();
      if (!worker.isEmpty() || !client.isEmpty()) {
        ForeignAccess access = accesses.get(i);
        WaitingAccesses.insert(connection, access);
        WaitingAccesses.insertNames(
            connection, access.accessId(), IntakeMappings.Kind.WORKER, worker);
        WaitingAccesses.insertNames(
            connection, access.accessId(), IntakeMappings.Kind.CLIENT, client);
      }
    }
  }

  private static List<String> unmapped(ReportedAct act, ForeignEvents.Meaning meaning) {
    var elements = new ArrayList<String>();
    if (!act.worker().isEmpty() && meaning.worker() == null) {
      elements.add("AuditEvent.agent.where(requestor).who");
    }
    for (int i = 0; i < act.patients().size(); i++) {
      if (meaning.clients().get(i).isEmpty()) {
        elements.add(act.patients().get(i).element());
      }
    }
    return elements;
  }

  /** False if this source sent the same resource before. */
  private static boolean insert(
      Connection connection, String source, SentResource resource, int eventCount, Instant now)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into intake_resource (source, resource_digest, event_count, received_at)
            values (?, ?, ?, ?) on conflict do nothing
            """)) {
      insert.setString(1, source);
      insert.setBytes(2, resource.digest());
      insert.setInt(3, eventCount);
      insert.setObject(4, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
      return insert.executeUpdate() == 1;
    }
  }
}
