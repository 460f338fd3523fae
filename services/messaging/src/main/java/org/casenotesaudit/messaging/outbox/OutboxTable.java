package org.casenotesaudit.messaging.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.casenotesaudit.messaging.serde.EventSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a relay does in the database. All of it on the one connection that holds the relay's lock: a
 * relay that lost its lock has lost its hands, too.
 */
final class OutboxTable {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxTable.class);

  /** The commit waits for the disk: a number once sent must never be given again. */
  private static final String DURABLE = "set_config('synchronous_commit', 'on', true)";

  private final String agencyId;
  private final StoredEvent stored;
  private final EventSerializer serializer;

  OutboxTable(String agencyId, StoredEvent stored, EventSerializer serializer) {
    this.agencyId = agencyId;
    this.stored = stored;
    this.serializer = serializer;
  }

  /** Whether this session now holds the relay's lock; it is released when the session ends. */
  boolean tryLock(Connection session, String source) throws SQLException {
    String sql = "SELECT pg_try_advisory_lock(hashtextextended(?, 0))";
    try (PreparedStatement lock = session.prepareStatement(sql)) {
      lock.setString(1, "outbox relay of " + agencyId + "/" + source);
      try (ResultSet result = lock.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }

  /** Marks need not outlive a crash of the database; numbering says for itself that it must. */
  void commitsWithoutWaiting(Connection session) throws SQLException {
    setting(session, "SET synchronous_commit = off");
  }

  /** For whoever gets this session out of the pool next. */
  void commitsWaitAgain(Connection session) throws SQLException {
    setting(session, "SET synchronous_commit = on");
  }

  private static void setting(Connection session, String sql) throws SQLException {
    try (PreparedStatement set = session.prepareStatement(sql)) {
      set.execute();
    }
  }

  void unlockAll(Connection session) throws SQLException {
    try (PreparedStatement unlock = session.prepareStatement("SELECT pg_advisory_unlock_all()")) {
      unlock.execute();
    }
  }

  /**
   * Numbered rows that nobody acknowledged yet, in sequence order per source: those of a relay that
   * led before.
   */
  List<OutboxRow> unsent(Connection session) throws SQLException {
    String sql =
        "SELECT "
            + OutboxRow.COLUMNS
            + " FROM outbox WHERE agency_id = ? AND source_sequence IS NOT NULL AND sent_at IS NULL"
            + " ORDER BY source, source_sequence";
    try (PreparedStatement select = session.prepareStatement(sql)) {
      select.setString(1, agencyId);
      try (ResultSet rows = select.executeQuery()) {
        List<OutboxRow> unsent = new ArrayList<>();
        while (rows.next()) {
          unsent.add(OutboxRow.from(rows));
        }
        return unsent;
      }
    }
  }

  /**
   * Numbers up to {@code limit} rows, in order of id among those whose transactions have committed,
   * and stores the final bytes with each number. Committed before anything is sent.
   *
   * @return the rows, ready to be sent, in that order
   */
  List<OutboxRow> number(Connection session, int limit) throws SQLException {
    session.setAutoCommit(false);
    try {
      List<OutboxRow> numbered = numberInTransaction(session, limit);
      session.commit();
      return numbered;
    } finally {
      // Without effect after the commit; on any error nothing of the batch stays.
      session.rollback();
      session.setAutoCommit(true);
    }
  }

  /**
   * Does not wait for the disk: a mark lost with the database's memory only means that the same
   * bytes go again.
   */
  void markSent(Connection session, List<OutboxRow> rows, Instant now) throws SQLException {
    String sql = "UPDATE outbox SET sent_at = ? WHERE id = ANY (?)";
    try (PreparedStatement update = session.prepareStatement(sql)) {
      update.setObject(1, now.atOffset(ZoneOffset.UTC));
      update.setArray(
          2, session.createArrayOf("bigint", rows.stream().map(OutboxRow::id).toArray()));
      update.executeUpdate();
    }
  }

  void measure(Connection session, Instant now, OutboxCounters counters) throws SQLException {
    String sql =
        "SELECT count(*), coalesce(extract(epoch FROM ? - min(created_at)), 0) FROM outbox"
            + " WHERE agency_id = ? AND sent_at IS NULL";
    try (PreparedStatement select = session.prepareStatement(sql)) {
      select.setObject(1, now.atOffset(ZoneOffset.UTC));
      select.setString(2, agencyId);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        counters.pendingIs(row.getLong(1), Math.max(0, row.getDouble(2)));
      }
    }
  }

  private record Waiting(OutboxRow unnumbered, byte[] payload) {}

  private List<OutboxRow> numberInTransaction(Connection session, int limit) throws SQLException {
    List<Waiting> waiting = waiting(session, limit);
    List<OutboxRow> numbered = new ArrayList<>(waiting.size());
    Map<String, Long> last = new HashMap<>();
    String sql =
        "UPDATE outbox SET source_sequence = ?, value = ?, payload = NULL"
            + " WHERE id = ? AND source_sequence IS NULL";
    try (PreparedStatement update = session.prepareStatement(sql)) {
      for (Waiting next : waiting) {
        OutboxRow row = next.unnumbered();
        long sequence = lastSequence(session, last, row.source()) + 1;
        last.put(row.source(), sequence);
        GenericRecord event = stored.fromBytes(next.payload());
        ((GenericRecord) event.get("envelope")).put("sourceSequence", sequence);
        byte[] value = serializer.serialize(row.topic(), event);
        update.setLong(1, sequence);
        update.setBytes(2, value);
        update.setLong(3, row.id());
        update.addBatch();
        numbered.add(row.withValue(value));
      }
      for (int updated : update.executeBatch()) {
        if (updated != 1) {
          throw new IllegalStateException("a row was numbered by another (expected: one relay)");
        }
      }
    }
    for (Map.Entry<String, Long> counter : last.entrySet()) {
      storeCounter(session, counter.getKey(), counter.getValue());
    }
    return numbered;
  }

  private List<Waiting> waiting(Connection session, int limit) throws SQLException {
    String sql =
        "SELECT "
            + OutboxRow.COLUMNS
            + ", payload, "
            + DURABLE
            + " FROM outbox WHERE agency_id = ? AND source_sequence IS NULL ORDER BY id LIMIT ?";
    try (PreparedStatement select = session.prepareStatement(sql)) {
      select.setString(1, agencyId);
      select.setInt(2, limit);
      try (ResultSet rows = select.executeQuery()) {
        List<Waiting> waiting = new ArrayList<>();
        while (rows.next()) {
          waiting.add(new Waiting(OutboxRow.from(rows), rows.getBytes("payload")));
        }
        return waiting;
      }
    }
  }

  private long lastSequence(Connection session, Map<String, Long> known, String source)
      throws SQLException {
    Long last = known.get(source);
    if (last != null) {
      return last;
    }
    long own =
        number(
            session,
            "SELECT last_sequence FROM outbox_counter WHERE agency_id = ? AND source = ? FOR"
                + " UPDATE",
            source);
    long floor =
        number(
            session,
            "SELECT contiguous_sequence FROM outbox_receipt_floor WHERE agency_id = ? AND source ="
                + " ?",
            source);
    if (floor > own) {
      LOG.warn(
          "numbers of {}: {} given as far as this database knows, {} acknowledged by the ledger:"
              + " going on after those (was it restored from a backup?)",
          source,
          own,
          floor);
    }
    return Math.max(own, floor);
  }

  private long number(Connection session, String sql, String source) throws SQLException {
    try (PreparedStatement select = session.prepareStatement(sql)) {
      select.setString(1, agencyId);
      select.setString(2, source);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  private void storeCounter(Connection session, String source, long last) throws SQLException {
    String sql =
        "INSERT INTO outbox_counter (agency_id, source, last_sequence) VALUES (?, ?, ?) ON CONFLICT"
            + " (agency_id, source) DO UPDATE SET last_sequence = excluded.last_sequence";
    try (PreparedStatement upsert = session.prepareStatement(sql)) {
      upsert.setString(1, agencyId);
      upsert.setString(2, source);
      upsert.setLong(3, last);
      upsert.executeUpdate();
    }
  }
}
