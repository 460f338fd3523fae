package org.casenotesaudit.audittrail.integrate;

import java.io.IOException;
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
import java.util.Optional;
import javax.sql.DataSource;
import org.casenotesaudit.ledger.log.LogRecord;
import org.casenotesaudit.ledger.note.SignedNote;
import org.casenotesaudit.ledger.tree.Hash;
import org.casenotesaudit.ledger.tree.TreeHead;
import org.jspecify.annotations.Nullable;

/** The rows that making checkpoints rests on: entries, the stored tree head, what has arrived. */
public final class TreeTable {

  /** "log tree" in ASCII: a number that no other lock in this database has. */
  private static final long INTEGRATOR_LOCK = 0x6c6f672074726565L;

  private final DataSource database;

  public TreeTable(DataSource database) {
    this.database = database;
  }

  /**
   * The stored state.
   *
   * @param head what compare-and-swap stored last
   * @param checkpoint the last signed checkpoint; it may be of an earlier head
   */
  public record StoredTree(TreeHead head, @Nullable SignedNote checkpoint) {}

  /**
   * What one look at the database showed, all at the same moment.
   *
   * @param entries number of entries
   * @param covered the highest sequence of each source before which nothing is missing
   */
  public record Appended(long entries, Map<String, Long> covered) {}

  /** Work on the tree. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws SQLException, IOException;
  }

  /**
   * Does work while no other process does any: files are written by one hand at a time.
   *
   * @return nothing when another process is at it
   */
  public <T> Optional<T> alone(Work<T> work) throws SQLException, IOException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement lock =
              connection.prepareStatement("SELECT pg_try_advisory_xact_lock(?)");
          ResultSet row = locked(lock)) {
        row.next();
        // The lock ends with the transaction, and that with the connection's return.
        return row.getBoolean(1) ? Optional.of(work.run()) : Optional.empty();
      }
    }
  }

  private static ResultSet locked(PreparedStatement lock) throws SQLException {
    lock.setLong(1, INTEGRATOR_LOCK);
    return lock.executeQuery();
  }

  public StoredTree stored() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT size, root, checkpoint FROM tree_head");
        ResultSet row = select.executeQuery()) {
      row.next();
      String checkpoint = row.getString(3);
      return new StoredTree(
          new TreeHead(row.getLong(1), Hash.of(row.getBytes(2))),
          checkpoint == null
              ? null
              : SignedNote.parse(checkpoint.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
  }

  /** How many entries there are and what they cover, of one moment. */
  public Appended appended() throws SQLException {
    // One statement is one snapshot: the sequencer's row and the progress fit each other.
    String sql =
        """
        SELECT s.next_index, p.source, first_gap(p.received) - 1
          FROM sequencer s LEFT JOIN source_progress p ON true
        """;
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(sql);
        ResultSet rows = select.executeQuery()) {
      long entries = 0;
      Map<String, Long> covered = new HashMap<>();
      while (rows.next()) {
        entries = rows.getLong(1);
        String source = rows.getString(2);
        if (source != null) {
          covered.put(source, rows.getLong(3));
        }
      }
      return new Appended(entries, covered);
    }
  }

  /** Entries from one index to before another, in order. */
  public List<LogRecord> records(long from, long to) throws SQLException {
    List<LogRecord> records = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT entry, sealed FROM entry WHERE index >= ? AND index < ? ORDER BY index")) {
      select.setLong(1, from);
      select.setLong(2, to);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          records.add(new LogRecord(rows.getBytes(1), rows.getBytes(2)));
        }
      }
    }
    return records;
  }

  /** Replaces the head if it still is what it was; says whether it was. */
  public boolean swap(TreeHead from, TreeHead to) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE tree_head SET size = ?, root = ? WHERE size = ? AND root = ?")) {
      update.setLong(1, to.size());
      update.setBytes(2, to.root().bytes());
      update.setLong(3, from.size());
      update.setBytes(4, from.root().bytes());
      return update.executeUpdate() == 1;
    }
  }

  /** Keeps a signed checkpoint of the stored head; says whether the head still was that. */
  public boolean keep(TreeHead head, SignedNote checkpoint, Instant signedAt) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE tree_head SET checkpoint = ?, signed_at = ? WHERE size = ? AND root = ?")) {
      update.setString(1, new String(checkpoint.bytes(), java.nio.charset.StandardCharsets.UTF_8));
      update.setObject(2, signedAt.atOffset(ZoneOffset.UTC));
      update.setLong(3, head.size());
      update.setBytes(4, head.root().bytes());
      return update.executeUpdate() == 1;
    }
  }

  /** Sources with a gap that has been open since before that moment, and the missing sequence. */
  public Map<String, Long> gapsOpenSince(Instant moment) throws SQLException {
    Map<String, Long> gaps = new HashMap<>();
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT source, first_gap(received) FROM source_progress WHERE gap_since < ?")) {
      select.setObject(1, moment.atOffset(ZoneOffset.UTC));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          gaps.put(rows.getString(1), rows.getLong(2));
        }
      }
    }
    return gaps;
  }

  /** Where an event's entry stands; none when it has not been appended. */
  public Optional<Long> indexOf(java.util.UUID eventId) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT index FROM entry WHERE event_id = ?")) {
      select.setObject(1, eventId);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
      }
    }
  }
}
