package org.casenotesaudit.access.opening;

import io.micronaut.http.HttpStatus;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.casenotesaudit.access.AccessId;
import org.casenotesaudit.access.AccessSettings;
import org.casenotesaudit.access.ClientId;
import org.casenotesaudit.access.Locks;
import org.casenotesaudit.access.directory.Directory;
import org.casenotesaudit.access.directory.WorkerFile;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.AccessRefused;
import org.casenotesaudit.events.BreakGlass;
import org.casenotesaudit.events.Employment;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.RefusalReason;
import org.casenotesaudit.events.WorkerFacts;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.IdSource;
import org.casenotesaudit.serviceframe.events.EventOutbox;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Opens records: reads what the directory knows of the worker, asks case-notes, and puts the answer
 * on record. Only what is on record may be shown; showing is done elsewhere.
 */
@Singleton
public class AccessDesk {

  private static final int TRIES_MAX = 3;

  private final Directory directory;
  private final CaseNotes caseNotes;
  private final TransactionOperations<Connection> transactions;
  private final EventOutbox outbox;
  private final IdSource ids;
  private final AccessSettings settings;

  AccessDesk(
      Directory directory,
      CaseNotes caseNotes,
      TransactionOperations<Connection> transactions,
      EventOutbox outbox,
      IdSource ids,
      AccessSettings settings) {
    this.directory = directory;
    this.caseNotes = caseNotes;
    this.transactions = transactions;
    this.outbox = outbox;
    this.ids = ids;
    this.settings = settings;
  }

  /** Decides and records; what comes back has been committed. */
  Outcome open(OpenRecord wish) {
    return open(wish, Supplier::get);
  }

  /**
   * Decides, then lets the caller record within a transaction of its own, for instance beside an
   * idempotency key. case-notes is asked before, so that no transaction waits for it.
   *
   * @throws CaseNotesUnavailableException if case-notes does not answer; nothing is on record then
   */
  <T> T open(OpenRecord wish, Function<Supplier<Outcome>, T> inTransaction) {
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      Considered considered = consider(wish);
      try {
        return inTransaction.apply(() -> record(considered));
      } catch (StaleFactsException again) {
        // Somebody changed the worker's file in between; the new facts decide.
      }
    }
    throw new ProblemException(
        HttpStatus.SERVICE_UNAVAILABLE,
        "directory-changing",
        "The directory is being changed, so nothing was opened. Try again.");
  }

  private Considered consider(OpenRecord wish) {
    WorkerFacts facts =
        directory.fileOf(wish.worker()).factsAt(outbox.envelope(null, null).getOccurredAt());
    Decision decision =
        inPost(facts.getEmployment())
            ? caseNotes.decide(wish, facts)
            : new Decision.Refused(RefusalReason.NOT_IN_POST, null, wish.item().kind().asAsked());
    return new Considered(wish, facts, decision);
  }

  static boolean inPost(Employment employment) {
    return switch (employment) {
      case EMPLOYED, UNKNOWN -> true;
      case LEFT, SUSPENDED, NOT_STARTED -> false;
    };
  }

  private Outcome record(Considered considered) {
    return transactions.executeWrite(
        status -> {
          Connection connection = status.getConnection();
          return switch (considered.decision()) {
            case Decision.Permitted permitted -> permitted(connection, considered, permitted);
            case Decision.Refused refused -> {
              refuse(
                  connection,
                  considered,
                  refused.reason(),
                  refused.clientId(),
                  refused.recordKind());
              yield new Outcome.Refused(refused.reason());
            }
            case Decision.BreakGlassRequired required -> {
              // The question itself says that such a record exists, so it is on record like a
              // refusal.
              refuse(
                  connection,
                  considered,
                  RefusalReason.RECORD_RESTRICTED,
                  required.clientId(),
                  considered.wish().item().kind().asAsked());
              yield new Outcome.BreakGlassRequired();
            }
          };
        });
  }

  private Outcome permitted(
      Connection connection, Considered considered, Decision.Permitted permitted)
      throws SQLException {
    OpenRecord wish = considered.wish();
    List<ClientId> clients = permitted.subjects().clientIds();
    WorkerFile file = directory.fileUnderLock(connection, wish.worker());
    Locks.clients(connection, clients);
    var accessId = new AccessId(ids.next());
    UUID actId = actOf(wish, accessId, clients.size() > 1);
    Envelope first = envelope(file, considered, clients.getFirst(), actId);
    BreakGlass breakGlass =
        AccessEvents.breakGlass(
            wish.emergency(), first.getOccurredAt(), settings.breakGlassValidity());
    publish(
        connection,
        AccessEvents.observed(first, accessId, considered, permitted, breakGlass),
        permitted.grant());
    keepReason(connection, accessId, wish, breakGlass);
    for (ClientId other : clients.subList(1, clients.size())) {
      Envelope envelope =
          Envelope.newBuilder(first)
              .setEventId(ids.next().toString())
              .setClientId(other.toString())
              .build();
      var id = new AccessId(ids.next());
      publish(
          connection, AccessEvents.observed(envelope, id, considered, permitted, breakGlass), null);
      keepReason(connection, id, wish, breakGlass);
    }
    if (permitted.grant().rangeable()) {
      MediaViewings.open(
          connection, accessId, permitted.grant().expiresAt().plus(settings.mediaClosingGrace()));
    }
    return new Outcome.Opened(
        accessId,
        permitted.subjects().recordKind(),
        permitted.grant().id(),
        permitted.grant().expiresAt());
  }

  /** With each subject's access, because whoever reviews one of them has to find it. */
  private static void keepReason(
      Connection connection, AccessId accessId, OpenRecord wish, @Nullable BreakGlass breakGlass)
      throws SQLException {
    if (wish.emergency() != null && breakGlass != null) {
      AccessRows.insertBreakGlass(connection, accessId, wish.emergency(), breakGlass);
    }
  }

  private static @Nullable UUID actOf(OpenRecord wish, AccessId accessId, boolean several) {
    if (wish.actId() != null) {
      return wish.actId();
    }
    return several ? accessId.value() : null;
  }

  private void publish(Connection connection, AccessObserved event, Decision.@Nullable Grant grant)
      throws SQLException {
    AccessRows.insert(connection, event, grant);
    outbox.publish(Topics.ACCESS_OBSERVED, event);
  }

  private void refuse(
      Connection connection,
      Considered considered,
      RefusalReason reason,
      @Nullable ClientId clientId,
      RecordKind recordKind)
      throws SQLException {
    WorkerFile file = directory.fileUnderLock(connection, considered.wish().worker());
    if (clientId != null) {
      Locks.clients(connection, List.of(clientId));
    }
    Envelope envelope = envelope(file, considered, clientId, considered.wish().actId());
    AccessRefused event =
        AccessEvents.refused(envelope, new AccessId(ids.next()), considered, reason, recordKind);
    AccessRows.insert(connection, event, considered.wish().origin().name());
    outbox.publish(Topics.ACCESS_OBSERVED, event);
  }

  /**
   * The envelope of an event that rests on these facts. It is made after the worker's lock was
   * taken, so a change of the file that this access waited for lies before it in time and is in the
   * file; facts decided on before that are stale.
   */
  private Envelope envelope(
      WorkerFile file, Considered considered, @Nullable ClientId clientId, @Nullable UUID actId) {
    Envelope envelope =
        outbox.envelope(
            considered.wish().worker().toString(),
            clientId == null ? null : clientId.toString(),
            actId == null ? null : actId.toString());
    if (!file.factsAt(envelope.getOccurredAt()).equals(considered.facts())) {
      throw new StaleFactsException();
    }
    return envelope;
  }
}
