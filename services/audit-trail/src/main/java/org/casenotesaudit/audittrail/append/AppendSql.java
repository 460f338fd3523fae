package org.casenotesaudit.audittrail.append;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.casenotesaudit.audittrail.append.Arrival.SourceNumber;
import org.casenotesaudit.audittrail.keys.PersonRef;
import org.casenotesaudit.audittrail.keys.PersonRefs;
import org.casenotesaudit.ledger.entry.KeyOwner;
import org.casenotesaudit.ledger.entry.Link;
import org.casenotesaudit.ledger.tree.Hash;
import org.jspecify.annotations.Nullable;

/** The statements of the append transaction: each once for a whole batch, none per row. */
final class AppendSql {

  private AppendSql() {}

  static long claim(Connection connection) throws SQLException {
    try (Statement update = connection.createStatement();
        ResultSet row =
            update.executeQuery("UPDATE sequencer SET epoch = epoch + 1 RETURNING epoch")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The sequencer's row. */
  record Sequencer(long nextIndex, long epoch) {}

  /** Locks the sequencer until the transaction ends. */
  static Sequencer lockSequencer(Connection connection) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery("SELECT next_index, epoch FROM sequencer FOR UPDATE")) {
      row.next();
      return new Sequencer(row.getLong(1), row.getLong(2));
    }
  }

  static void advanceSequencer(Connection connection, long nextIndex) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE sequencer SET next_index = ?")) {
      update.setLong(1, nextIndex);
      update.executeUpdate();
    }
  }

  static void movePositions(Connection connection, List<PositionMove> moves) throws SQLException {
    if (moves.isEmpty()) {
      return;
    }
    List<PositionMove> first = moves.stream().filter(move -> move.expectedOffset() < 0).toList();
    List<PositionMove> later = moves.stream().filter(move -> move.expectedOffset() >= 0).toList();
    int moved =
        move(
                connection,
                first,
                """
                INSERT INTO consumer_position (topic, partition, topic_id, next_offset, leader_epoch)
                SELECT topic, part, topic_id, next_offset, epoch
                  FROM unnest(?, ?, ?, ?, ?, ?)
                    AS u(topic, part, topic_id, expected, next_offset, epoch)
                ON CONFLICT DO NOTHING
                """)
            + move(
                connection,
                later,
                """
                UPDATE consumer_position p
                   SET next_offset = u.next_offset, leader_epoch = u.epoch, topic_id = u.topic_id
                  FROM unnest(?, ?, ?, ?, ?, ?)
                    AS u(topic, part, topic_id, expected, next_offset, epoch)
                 WHERE p.topic = u.topic AND p.partition = u.part AND p.next_offset = u.expected
                """);
    if (moved != moves.size()) {
      throw new ZombieWriterException(
          "positions moved: "
              + moved
              + " (expected: "
              + moves.size()
              + "; another writer has read on)");
    }
  }

  private static int move(Connection connection, List<PositionMove> moves, String sql)
      throws SQLException {
    if (moves.isEmpty()) {
      return 0;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, array(connection, "text", moves.stream().map(PositionMove::topic)));
      statement.setArray(
          2, array(connection, "integer", moves.stream().map(PositionMove::partition)));
      statement.setArray(3, array(connection, "uuid", moves.stream().map(PositionMove::topicId)));
      statement.setArray(
          4, array(connection, "bigint", moves.stream().map(PositionMove::expectedOffset)));
      statement.setArray(
          5, array(connection, "bigint", moves.stream().map(PositionMove::nextOffset)));
      statement.setArray(
          6, array(connection, "integer", moves.stream().map(PositionMove::leaderEpoch)));
      return statement.executeUpdate();
    }
  }

  static Map<UUID, byte[]> knownDigests(
      Connection connection, Collection<? extends Arrival> arrivals) throws SQLException {
    Map<UUID, byte[]> known = new HashMap<>();
    if (arrivals.isEmpty()) {
      return known;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT event_id, content_digest FROM entry WHERE event_id = ANY(?)")) {
      select.setArray(1, array(connection, "uuid", arrivals.stream().map(Arrival::id)));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          known.put(rows.getObject(1, UUID.class), rows.getBytes(2));
        }
      }
    }
    return known;
  }

  /** One row of the ledger. */
  record EntryRow(
      UUID eventId,
      byte[] contentDigest,
      byte[] entry,
      byte[] sealed,
      byte @Nullable [] clientRef,
      byte @Nullable [] workerRef) {}

  static void insertEntries(Connection connection, long firstIndex, List<EntryRow> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    List<Long> indexes = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      indexes.add(firstIndex + i);
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO entry (index, event_id, content_digest, entry, sealed, client_ref, worker_ref)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (event_id) DO NOTHING
            """)) {
      insert.setArray(1, array(connection, "bigint", indexes.stream()));
      insert.setArray(2, array(connection, "uuid", rows.stream().map(EntryRow::eventId)));
      insert.setArray(3, bytes(connection, rows.stream().map(EntryRow::contentDigest)));
      insert.setArray(4, bytes(connection, rows.stream().map(EntryRow::entry)));
      insert.setArray(5, bytes(connection, rows.stream().map(EntryRow::sealed)));
      insert.setArray(6, bytes(connection, rows.stream().map(EntryRow::clientRef)));
      insert.setArray(7, bytes(connection, rows.stream().map(EntryRow::workerRef)));
      int inserted = insert.executeUpdate();
      if (inserted != rows.size()) {
        // Known ids were parted before, under the same lock: somebody wrote without taking it.
        throw new ZombieWriterException(
            "entries inserted: " + inserted + " (expected: " + rows.size() + ")");
      }
    }
  }

  static Map<KeyOwner, Link> heads(
      Connection connection, Collection<KeyOwner> persons, PersonRefs refs) throws SQLException {
    Map<PersonRef, KeyOwner> byRef = new HashMap<>();
    persons.forEach(person -> byRef.put(refs.of(person), person));
    Map<KeyOwner, Link> heads = new HashMap<>();
    if (byRef.isEmpty()) {
      return heads;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT person_ref, length, last FROM chain_head WHERE person_ref = ANY(?)")) {
      select.setArray(1, bytes(connection, byRef.keySet().stream().map(PersonRef::bytes)));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          KeyOwner person = byRef.get(new PersonRef(rows.getBytes(1)));
          if (person != null) {
            heads.put(person, new Link(rows.getLong(2) + 1, Hash.of(rows.getBytes(3))));
          }
        }
      }
    }
    return heads;
  }

  /**
   * @param next the next link of each chain, as after this batch
   */
  static void saveHeads(
      Connection connection,
      Collection<KeyOwner> persons,
      Map<KeyOwner, Link> next,
      PersonRefs refs)
      throws SQLException {
    List<byte[]> personRefs = new ArrayList<>();
    List<Long> lengths = new ArrayList<>();
    List<byte[]> lasts = new ArrayList<>();
    for (KeyOwner person : persons) {
      Link link = next.get(person);
      Hash last = link == null ? null : link.previous();
      if (link == null || last == null) {
        throw new IllegalStateException("a chain without an entry (expected: the one just made)");
      }
      personRefs.add(refs.of(person).bytes());
      lengths.add(link.n() - 1);
      lasts.add(last.bytes());
    }
    if (personRefs.isEmpty()) {
      return;
    }
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            INSERT INTO chain_head (person_ref, length, last)
            SELECT * FROM unnest(?, ?, ?)
            ON CONFLICT (person_ref) DO UPDATE SET length = excluded.length, last = excluded.last
            """)) {
      upsert.setArray(1, bytes(connection, personRefs.stream()));
      upsert.setArray(2, array(connection, "bigint", lengths.stream()));
      upsert.setArray(3, bytes(connection, lasts.stream()));
      upsert.executeUpdate();
    }
  }

  /** Which of these numbers have arrived before. */
  static Set<SourceNumber> numbersReceived(Connection connection, List<Arrival.Event> fresh)
      throws SQLException {
    Set<SourceNumber> received = new HashSet<>();
    if (fresh.isEmpty()) {
      return received;
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            SELECT u.source, u.seq
              FROM unnest(?, ?) AS u(source, seq) JOIN source_progress AS p USING (source)
             WHERE p.received @> u.seq
            """)) {
      select.setArray(1, array(connection, "text", fresh.stream().map(e -> e.event().source())));
      select.setArray(
          2, array(connection, "bigint", fresh.stream().map(e -> e.event().sequence())));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          received.add(new SourceNumber(rows.getString(1), rows.getLong(2)));
        }
      }
    }
    return received;
  }

  /**
   * Adds the sequences of new events to what has arrived of each source. A gap's time starts when
   * the end of the unbroken part last moved.
   */
  static void noteSequences(Connection connection, List<Arrival> fresh, Instant now)
      throws SQLException {
    List<String> sources = new ArrayList<>();
    List<Long> sequences = new ArrayList<>();
    for (Arrival arrival : fresh) {
      // A conflict accounts for its number: no event under it is still to come.
      SourceNumber number =
          switch (arrival) {
            case Arrival.Event event -> SourceNumber.of(event.event());
            case Arrival.Conflict conflict -> conflict.number();
            case Arrival.Rejected rejected -> null;
            case Arrival.SequenceReused reused -> null;
            case Arrival.PlaceLost lost -> null;
          };
      if (number != null) {
        sources.add(number.source());
        sequences.add(number.sequence());
      }
    }
    if (sources.isEmpty()) {
      return;
    }
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            INSERT INTO source_progress AS p (source, received, gap_since)
            SELECT source, r, CASE WHEN isempty(int8multirange(int8range(1, upper(r))) - r)
                                   THEN NULL ELSE ?::timestamptz END
              FROM (SELECT source, range_agg(int8range(seq, seq, '[]')) AS r
                      FROM unnest(?, ?) AS u(source, seq) GROUP BY source) AS s
            ON CONFLICT (source) DO UPDATE SET
              received = p.received + excluded.received,
              gap_since = CASE
                WHEN isempty(int8multirange(int8range(1, upper(p.received + excluded.received)))
                             - (p.received + excluded.received)) THEN NULL
                WHEN p.gap_since IS NOT NULL
                     AND first_gap(p.received) = first_gap(p.received + excluded.received)
                  THEN p.gap_since
                ELSE ?::timestamptz END
            """)) {
      upsert.setObject(1, now.atOffset(ZoneOffset.UTC));
      upsert.setArray(2, array(connection, "text", sources.stream()));
      upsert.setArray(3, array(connection, "bigint", sequences.stream()));
      upsert.setObject(4, now.atOffset(ZoneOffset.UTC));
      upsert.executeUpdate();
    }
  }

  static void keepRejected(Connection connection, List<Arrival> fresh, Instant now)
      throws SQLException {
    List<Arrival.Rejected> rejected = new ArrayList<>();
    for (Arrival arrival : fresh) {
      if (arrival instanceof Arrival.Rejected one) {
        rejected.add(one);
      }
    }
    if (rejected.isEmpty()) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO rejected_record (topic_id, partition, record_offset, code, value, arrived_at)
            SELECT u.*, ? FROM unnest(?, ?, ?, ?, ?) AS u
            ON CONFLICT DO NOTHING
            """)) {
      insert.setObject(1, now.atOffset(ZoneOffset.UTC));
      insert.setArray(
          2, array(connection, "uuid", rejected.stream().map(one -> one.origin().topicId())));
      insert.setArray(
          3, array(connection, "integer", rejected.stream().map(one -> one.origin().partition())));
      insert.setArray(
          4, array(connection, "bigint", rejected.stream().map(one -> one.origin().offset())));
      insert.setArray(
          5, array(connection, "text", rejected.stream().map(one -> one.code().name())));
      insert.setArray(6, bytes(connection, rejected.stream().map(Arrival.Rejected::value)));
      insert.executeUpdate();
    }
  }

  private static Array array(
      Connection connection, String type, java.util.stream.Stream<? extends @Nullable Object> items)
      throws SQLException {
    return connection.createArrayOf(type, items.toArray());
  }

  private static Array bytes(
      Connection connection, java.util.stream.Stream<byte @Nullable []> items) throws SQLException {
    return connection.createArrayOf("bytea", items.toArray(byte[][]::new));
  }
}
