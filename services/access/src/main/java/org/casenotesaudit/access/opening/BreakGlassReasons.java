package org.casenotesaudit.access.opening;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.access.AccessId;
import org.casenotesaudit.access.ClientId;
import org.casenotesaudit.access.Locks;
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.access.directory.Directory;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.AccessRefused;
import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.BreakGlassReason;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.Origin;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.RefusalReason;
import org.casenotesaudit.events.WorkerFacts;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.IdSource;
import org.casenotesaudit.serviceframe.events.EventOutbox;

/**
 * Tells a reviewer why glass was broken, in the words that the worker stated. The words may be
 * about the client, so reading them is an access like any other: on record before they leave.
 */
@Singleton
class BreakGlassReasons {

  /** Every statement of the worker that was made before one of the accesses and valid then. */
  private static final String FIND =
      """
      select distinct on (stated.access_id)
             stated.access_id, glass.reason_code, glass.reason, stated.occurred_at,
             glass.valid_until
        from access_record covered
        join access_record stated
          on stated.worker_id = covered.worker_id and stated.client_id = covered.client_id
         and stated.occurred_at <= covered.occurred_at
        join break_glass glass
          on glass.access_id = stated.access_id and glass.valid_until > covered.occurred_at
       where covered.access_id = any(?) and covered.client_id = ? and covered.worker_id <> ?
       order by stated.access_id
      """;

  private final TransactionOperations<Connection> transactions;
  private final Directory directory;
  private final EventOutbox outbox;
  private final IdSource ids;

  BreakGlassReasons(
      TransactionOperations<Connection> transactions,
      Directory directory,
      EventOutbox outbox,
      IdSource ids) {
    this.transactions = transactions;
    this.directory = directory;
    this.outbox = outbox;
    this.ids = ids;
  }

  /**
   * Who wants to read which statements.
   *
   * @param concern what the reviewer is reviewing; joins the events
   * @param accesses those that the statements covered
   */
  record Wish(WorkerId reviewer, ClientId client, UUID concern, List<AccessId> accesses) {

    Wish {
      accesses = List.copyOf(accesses);
    }
  }

  /** A statement, and the access that reading it is. */
  record Stated(
      BreakGlassReason code,
      String reason,
      Instant statedAt,
      Instant validUntil,
      AccessId readingId) {

    @Override
    public String toString() {
      return "Stated[" + code + ", " + statedAt + "]";
    }
  }

  private record Found(
      UUID accessId, String code, String reason, Instant statedAt, Instant validUntil) {}

  /**
   * The statements, each read on record; none if there are none that the reviewer may read, and
   * that is on record as a refusal. Nobody reads their own here, and nobody who is not in post any.
   */
  List<Stated> read(Wish wish) {
    return transactions.executeWrite(
        status -> {
          Connection connection = status.getConnection();
          var file = directory.fileUnderLock(connection, wish.reviewer());
          Locks.clients(connection, List.of(wish.client()));
          Envelope envelope =
              outbox.envelope(
                  wish.reviewer().toString(), wish.client().toString(), wish.concern().toString());
          WorkerFacts facts = file.factsAt(envelope.getOccurredAt());
          boolean inPost = AccessDesk.inPost(facts.getEmployment());
          List<Found> found = inPost ? find(connection, wish) : List.of();
          if (found.isEmpty()) {
            refuse(
                connection,
                envelope,
                facts,
                inPost ? RefusalReason.UNKNOWN_RECORD : RefusalReason.NOT_IN_POST);
          }
          var statements = new ArrayList<Stated>();
          for (Found one : found) {
            statements.add(disclose(connection, envelope, facts, one));
          }
          return List.copyOf(statements);
        });
  }

  private Stated disclose(
      Connection connection, Envelope envelope, WorkerFacts facts, Found statement)
      throws SQLException {
    var readingId = new AccessId(ids.next());
    AccessObserved event =
        AccessObserved.newBuilder()
            .setEnvelope(Envelope.newBuilder(envelope).setEventId(ids.next().toString()).build())
            .setAccessId(readingId.toString())
            .setAction(Action.VIEW)
            .setRecordKind(RecordKind.BREAK_GLASS_REASON)
            .setRecordId(statement.accessId().toString())
            .setPurpose(Purpose.AUDIT)
            .setWorkerFacts(facts)
            .setOrigin(Origin.ALERTS_CONSOLE)
            .build();
    AccessRows.insert(connection, event, null);
    outbox.publish(Topics.ACCESS_OBSERVED, event);
    return new Stated(
        BreakGlassReason.valueOf(statement.code()),
        statement.reason(),
        statement.statedAt(),
        statement.validUntil(),
        readingId);
  }

  private void refuse(
      Connection connection, Envelope envelope, WorkerFacts facts, RefusalReason reason)
      throws SQLException {
    AccessRefused event =
        AccessRefused.newBuilder()
            .setEnvelope(envelope)
            .setAccessId(ids.next().toString())
            .setAction(Action.VIEW)
            .setRecordKind(RecordKind.BREAK_GLASS_REASON)
            .setPurpose(Purpose.AUDIT)
            .setReason(reason)
            .setWorkerFacts(facts)
            .build();
    AccessRows.insert(connection, event, Origin.ALERTS_CONSOLE.name());
    outbox.publish(Topics.ACCESS_OBSERVED, event);
  }

  private static List<Found> find(Connection connection, Wish wish) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(FIND)) {
      select.setArray(
          1,
          connection.createArrayOf(
              "uuid", wish.accesses().stream().map(AccessId::value).toArray()));
      select.setObject(2, wish.client().value());
      select.setObject(3, wish.reviewer().value());
      try (ResultSet rows = select.executeQuery()) {
        var found = new ArrayList<Found>();
        while (rows.next()) {
          found.add(
              new Found(
                  rows.getObject(1, UUID.class),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getObject(4, OffsetDateTime.class).toInstant(),
                  rows.getObject(5, OffsetDateTime.class).toInstant()));
        }
        return found;
      }
    }
  }
}
