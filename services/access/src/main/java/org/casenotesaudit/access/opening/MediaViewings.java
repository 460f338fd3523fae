package org.casenotesaudit.access.opening;

import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.casenotesaudit.access.AccessId;
import org.casenotesaudit.access.Locks;
import org.casenotesaudit.access.opening.AccessRows.Shown;
import org.casenotesaudit.events.MediaViewingClosed;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.serviceframe.events.EventOutbox;

/**
 * Counts what was served of a recording, and closes each viewing with an event once its grant has
 * ended, told to each client in it. A range is counted in full before its first byte leaves and
 * corrected when it broke off: a crash in between makes the count too high, never too low.
 */
@Singleton
class MediaViewings {

  private final TransactionOperations<Connection> transactions;
  private final EventOutbox outbox;
  private final InstantSource clock;

  MediaViewings(
      TransactionOperations<Connection> transactions, EventOutbox outbox, InstantSource clock) {
    this.transactions = transactions;
    this.outbox = outbox;
    this.clock = clock;
  }

  private record Ended(AccessId accessId, UUID workerId, long bytesServed, int rangeCount) {}

  /** Starts the count of a viewing, in the transaction that records its opening. */
  static void open(Connection connection, AccessId accessId, Instant closesAt) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into media_viewing (access_id, closes_at) values (?, ?)")) {
      insert.setObject(1, accessId.value());
      insert.setObject(2, utc(closesAt));
      insert.executeUpdate();
    }
  }

  /** Counts a range that is about to leave. */
  void rangeLeaves(AccessId accessId, long bytes) {
    add(accessId, bytes, 1);
  }

  /** Corrects the count of a range once it is over: more bytes served than counted, or fewer. */
  void rangeEnded(AccessId accessId, long difference) {
    add(accessId, difference, 0);
  }

  private void add(AccessId accessId, long bytes, int ranges) {
    transactions.executeWrite(
        status -> {
          try (PreparedStatement update =
              status
                  .getConnection()
                  .prepareStatement(
                      "update media_viewing set bytes_served = bytes_served + ?,"
                          + " range_count = range_count + ?"
                          + " where access_id = ? and closed_at is null")) {
            update.setLong(1, bytes);
            update.setInt(2, ranges);
            update.setObject(3, accessId.value());
            return update.executeUpdate();
          }
        });
  }

  /** Closes the viewings whose time is over; several instances may do so at once. */
  @Scheduled(fixedDelay = "${access.media-sweep:15s}", initialDelay = "5s")
  void closeEnded() {
    while (transactions.executeWrite(status -> closeOne(status.getConnection()))) {
      // One transaction each, so that each holds the lock of one client only.
    }
  }

  private boolean closeOne(Connection connection) throws SQLException {
    Instant now = clock.instant();
    Optional<Ended> ended = nextEnded(connection, now);
    if (ended.isEmpty()) {
      return false;
    }
    Ended viewing = ended.get();
    try (PreparedStatement update =
        connection.prepareStatement("update media_viewing set closed_at = ? where access_id = ?")) {
      update.setObject(1, utc(now));
      update.setObject(2, viewing.accessId().value());
      update.executeUpdate();
    }
    List<Shown> subjects = AccessRows.shownUnder(connection, viewing.accessId());
    Locks.clients(connection, subjects.stream().map(Shown::clientId).toList());
    for (Shown subject : subjects) {
      outbox.publish(
          Topics.ACCESS_OBSERVED,
          MediaViewingClosed.newBuilder()
              .setEnvelope(
                  outbox.envelope(
                      viewing.workerId().toString(),
                      subject.clientId().toString(),
                      subjects.size() > 1 ? viewing.accessId().toString() : null))
              .setAccessId(subject.accessId().toString())
              .setBytesServed(viewing.bytesServed())
              .setRangeCount(viewing.rangeCount())
              .build());
    }
    return true;
  }

  private static Optional<Ended> nextEnded(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select v.access_id, a.worker_id, v.bytes_served, v.range_count
              from media_viewing v join access_record a using (access_id)
             where v.closed_at is null and v.closes_at <= ?
             order by v.closes_at limit 1 for update of v skip locked
            """)) {
      select.setObject(1, utc(now));
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Ended(
                    new AccessId(row.getObject(1, UUID.class)),
                    row.getObject(2, UUID.class),
                    row.getLong(3),
                    row.getInt(4)))
            : Optional.empty();
      }
    }
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
