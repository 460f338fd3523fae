package org.casenotesaudit.access.opening;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.access.AccessId;
import org.casenotesaudit.access.AccessSettings;
import org.casenotesaudit.access.ClientId;
import org.casenotesaudit.access.Locks;
import org.casenotesaudit.access.directory.Directory;
import org.casenotesaudit.access.directory.WorkerFile;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.AccessRefused;
import org.casenotesaudit.events.BreakGlass;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.RefusalReason;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.IdSource;
import org.casenotesaudit.serviceframe.events.EventOutbox;
import org.jspecify.annotations.Nullable;

/**
 * Puts a decided wish on record, in the caller's transaction: one record and one event for each
 * client whom it concerns, joined by the act.
 */
@Singleton
class AccessRecorder {

  private final Directory directory;
  private final EventOutbox outbox;
  private final IdSource ids;
  private final AccessSettings settings;

  AccessRecorder(Directory directory, EventOutbox outbox, IdSource ids, AccessSettings settings) {
    this.directory = directory;
    this.outbox = outbox;
    this.ids = ids;
    this.settings = settings;
  }

  /**
   * @throws StaleFactsException if what was decided on does not hold any more; nothing is on record
   */
  Outcome record(Connection connection, Considered considered) throws SQLException {
    return switch (considered.decision()) {
      case Decision.Permitted permitted -> permitted(connection, considered, permitted);
      case Decision.Refused refused -> {
        refuse(connection, considered, refused);
        yield new Outcome.Refused(refused.reason());
      }
      case Decision.BreakGlassRequired required -> {
        // Nothing is refused for good, but the question itself says that there is such a record.
        refuse(
            connection,
            considered,
            new Decision.Refused(
                RefusalReason.BREAK_GLASS_NEEDED, required.clientIds(), required.recordKind()));
        yield new Outcome.BreakGlassRequired();
      }
    };
  }

  private Outcome permitted(
      Connection connection, Considered considered, Decision.Permitted permitted)
      throws SQLException {
    List<Act> acts = acts(connection, considered, permitted.subjects().clientIds());
    AccessId first = acts.getFirst().accessId();
    for (Act act : acts) {
      BreakGlass glass = glassFor(act, considered, permitted);
      AccessObserved event =
          AccessEvents.observed(act.envelope(), act.accessId(), considered, permitted, glass);
      // The grant goes with the first alone: content is fetched once, under one access.
      boolean shows = act.accessId().equals(first);
      AccessRows.insert(connection, event, shows ? permitted.grant() : null);
      if (!shows) {
        AccessRows.showWith(connection, act.accessId(), first);
      }
      outbox.publish(Topics.ACCESS_OBSERVED, event);
      keepReason(connection, act, considered.wish().emergency(), glass, permitted.glass());
    }
    if (permitted.grant().rangeable()) {
      MediaViewings.open(
          connection, first, permitted.grant().expiresAt().plus(settings.mediaClosingGrace()));
    }
    return new Outcome.Opened(
        first,
        permitted.subjects().recordKind(),
        permitted.grant().id(),
        permitted.grant().expiresAt());
  }

  /** The emergency stated now, or the earlier one that this access rests on; null for neither. */
  private @Nullable BreakGlass glassFor(
      Act act, Considered considered, Decision.Permitted permitted) {
    Instant at = act.envelope().getOccurredAt();
    ClientId client = act.client();
    if (client == null || !permitted.glass().standingFor().contains(client)) {
      return AccessEvents.breakGlass(
          considered.wish().emergency(), at, settings.breakGlassValidity());
    }
    StandingGlass standing =
        considered.standing().stream()
            .filter(glass -> glass.clientId().equals(client))
            .findFirst()
            .orElseThrow(
                () -> new CaseNotesUnavailableException("an emergency that nobody told it of"));
    if (!at.isBefore(standing.until())) {
      throw new StaleFactsException();
    }
    return standing.told();
  }

  /** With each subject's access, because whoever reviews one of them has to find it. */
  private static void keepReason(
      Connection connection,
      Act act,
      @Nullable Emergency emergency,
      @Nullable BreakGlass glass,
      Decision.GlassUse use)
      throws SQLException {
    if (emergency != null && glass != null) {
      AccessRows.insertBreakGlass(
          connection,
          act.accessId(),
          emergency,
          glass,
          use.birthDatesKnown().contains(act.client()));
    }
  }

  private void refuse(Connection connection, Considered considered, Decision.Refused refused)
      throws SQLException {
    for (Act act : acts(connection, considered, refused.clientIds())) {
      AccessRefused event =
          AccessEvents.refused(
              act.envelope(), act.accessId(), considered, refused.reason(), refused.recordKind());
      AccessRows.insert(connection, event, considered.wish().origin().name());
      outbox.publish(Topics.ACCESS_OBSERVED, event);
    }
  }

  /** What happened, as far as it concerns one client. */
  private record Act(AccessId accessId, @Nullable ClientId client, Envelope envelope) {}

  /** One for each client; where there is none, one that concerns nobody. */
  private List<Act> acts(Connection connection, Considered considered, List<ClientId> clients)
      throws SQLException {
    OpenRecord wish = considered.wish();
    WorkerFile file = directory.fileUnderLock(connection, wish.worker());
    Locks.clients(connection, clients);
    var firstId = new AccessId(ids.next());
    UUID actId = wish.actId() == null && clients.size() > 1 ? firstId.value() : wish.actId();
    ClientId firstClient = clients.isEmpty() ? null : clients.getFirst();
    Envelope first = envelope(file, considered, firstClient, actId);
    var acts = new ArrayList<Act>();
    acts.add(new Act(firstId, firstClient, first));
    for (ClientId client : clients.stream().skip(1).toList()) {
      acts.add(
          new Act(
              new AccessId(ids.next()),
              client,
              Envelope.newBuilder(first)
                  .setEventId(ids.next().toString())
                  .setClientId(client.toString())
                  .build()));
    }
    return acts;
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
