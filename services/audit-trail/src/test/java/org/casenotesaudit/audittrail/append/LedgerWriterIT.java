package org.casenotesaudit.audittrail.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.casenotesaudit.audittrail.ATrail;
import org.casenotesaudit.ledger.entry.EntryKind;
import org.casenotesaudit.ledger.entry.LedgerEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerWriterIT {

  @TempDir private Path folder;
  private ATrail trail;

  @BeforeEach
  void aNewTrail() {
    trail = ATrail.in(folder);
  }

  @Test
  void newEventsGetIndexesWithoutAGap() throws SQLException {
    trail.append(trail.anEvent(), trail.anEvent());
    AppendOutcome outcome = trail.append(trail.anEvent());

    assertThat(outcome).isEqualTo(new AppendOutcome(1, 0, 0, 0, 0, 3));
    assertThat(indexes()).containsExactly(0L, 1L, 2L);
  }

  @Test
  void theSameEventAgainAddsNothingAlsoWithinABatch() throws SQLException {
    Arrival.Event event = trail.anEvent();
    trail.append(event);

    Arrival.Event other = trail.anEvent();
    AppendOutcome outcome = trail.append(event, other, other);

    assertThat(outcome).isEqualTo(new AppendOutcome(1, 2, 0, 0, 0, 2));
  }

  @Test
  void aKnownIdWithOtherBytesBecomesOneConflictHoweverOftenItIsRead() throws SQLException {
    Arrival.Event event = trail.anEvent();
    trail.append(event);

    AppendOutcome first = trail.append(ATrail.forged(event, 900));
    AppendOutcome again = trail.append(ATrail.forged(event, 900), ATrail.forged(event, 900), event);
    AppendOutcome elsewhere = trail.append(ATrail.forged(event, 901));

    assertThat(first).isEqualTo(new AppendOutcome(1, 0, 0, 1, 0, 2));
    assertThat(again.appended()).isZero();
    assertThat(elsewhere.conflicts()).isOne();
    assertThat(entry(1).kind()).isEqualTo(EntryKind.CONFLICT);
    assertThat(entry(1).sealed().keySet())
        .containsExactlyInAnyOrder(
            "topic", "topicId", "partition", "offset", "sha256", "code", "eventId");
  }

  @Test
  void aKnownEventThatItsSourceNumberedAnewLeavesNoGap() throws SQLException {
    Arrival.Event event = trail.anEventNumbered(1);
    trail.append(event);

    trail.append(ATrail.numberedAnew(event, 2), trail.anEventNumbered(3));

    assertThat(entry(1).kind()).isEqualTo(EntryKind.CONFLICT);
    assertThat(trail.table().gapsOpenSince(Instant.now().plusSeconds(60))).isEmpty();
  }

  @Test
  void aForgeryInTheSameBatchAsTheEventIsAConflictToo() throws SQLException {
    Arrival.Event event = trail.anEvent();

    AppendOutcome outcome = trail.append(event, ATrail.forged(event, 900));

    assertThat(outcome).isEqualTo(new AppendOutcome(2, 0, 0, 1, 0, 2));
    assertThat(entry(0).kind()).isEqualTo(EntryKind.EVENT);
  }

  @Test
  void anEventUnderANumberThatItsSourceGaveBeforeIsTakenInAndTheLedgerSaysSo() throws SQLException {
    trail.append(trail.anEventNumbered(5), trail.anEventNumbered(6));
    Arrival.Event restored = trail.anEventNumbered(5);

    AppendOutcome outcome = trail.append(restored, trail.anEventNumbered(7));
    AppendOutcome again = trail.append(restored);
    AppendOutcome atOnce = trail.append(trail.anEventNumbered(8), trail.anEventNumbered(8));

    assertThat(outcome).isEqualTo(new AppendOutcome(3, 0, 0, 0, 1, 5));
    assertThat(again).isEqualTo(new AppendOutcome(0, 1, 0, 0, 0, 5));
    assertThat(atOnce.reused()).isOne();
    assertThat(entry(2).kind()).isEqualTo(EntryKind.EVENT);
    assertThat(entry(3).kind()).isEqualTo(EntryKind.INTEGRITY);
    assertThat(entry(3).sealed().keySet())
        .containsExactlyInAnyOrder(
            "topic",
            "topicId",
            "partition",
            "offset",
            "sha256",
            "code",
            "ofSource",
            "ofSequence",
            "eventId");
  }

  @Test
  void anUnreadableRecordBecomesAnEntryAndItsBytesAreKeptAside() throws SQLException {
    AppendOutcome outcome = trail.append(ATrail.unreadable(7), trail.anEvent());
    AppendOutcome again = trail.append(ATrail.unreadable(7));

    assertThat(outcome).isEqualTo(new AppendOutcome(2, 0, 1, 0, 0, 2));
    assertThat(again).isEqualTo(new AppendOutcome(0, 1, 0, 0, 0, 2));
    assertThat(entry(0).kind()).isEqualTo(EntryKind.REJECTED);
    assertThat(entry(0).sealed().keySet())
        .contains("topicId", "partition", "offset", "sha256", "code");
    assertThat(number("SELECT count(*) FROM rejected_record WHERE record_offset = 7")).isOne();
  }

  @Test
  void theOlderOfTwoWritersIsAZombieAndWritesNothing() throws SQLException {
    LedgerWriter older = trail.writer();
    LedgerWriter newer = trail.writer();
    newer.append(List.of(trail.anEvent()), List.of());

    assertThatThrownBy(() -> older.append(List.of(trail.anEvent()), List.of()))
        .isInstanceOf(ZombieWriterException.class);
    assertThat(indexes()).containsExactly(0L);
  }

  @Test
  void aBatchWhosePositionsAnotherHasMovedIsNotWrittenAtAll() throws SQLException {
    LedgerWriter writer = trail.writer();
    writer.append(List.of(trail.anEvent()), List.of(ATrail.move(-1, 1)));
    writer.append(List.of(trail.anEvent()), List.of(ATrail.move(1, 2)));

    assertThatThrownBy(() -> writer.append(List.of(trail.anEvent()), List.of(ATrail.move(1, 3))))
        .isInstanceOf(ZombieWriterException.class);
    assertThatThrownBy(() -> writer.append(List.of(trail.anEvent()), List.of(ATrail.move(-1, 3))))
        .isInstanceOf(ZombieWriterException.class);

    assertThat(indexes()).containsExactly(0L, 1L);
    assertThat(number("SELECT next_offset FROM consumer_position")).isEqualTo(2);
  }

  @Test
  void entriesAndPositionsCommitTogetherOrNotAtAll() throws SQLException {
    LedgerWriter writer = trail.writer();
    execute("ALTER TABLE sequencer ADD CONSTRAINT full_disk CHECK (next_index < 2)");

    assertThatThrownBy(
            () ->
                writer.append(
                    List.of(trail.anEvent(), trail.anEvent()), List.of(ATrail.move(-1, 2))))
        .isInstanceOf(SQLException.class);

    for (String table : List.of("entry", "consumer_position", "chain_head", "person_key")) {
      assertThat(number("SELECT count(*) FROM " + table)).as(table).isZero();
    }
  }

  @Test
  void entriesOfOneClientAreLinkedAlsoWithinABatchAndOverBatches() throws SQLException {
    String client = UUID.randomUUID().toString();
    trail.append(trail.anEventAbout(client), trail.anEvent(), trail.anEventAbout(client));
    trail.append(trail.anEventAbout(client));

    assertThat(number("SELECT max(length) FROM chain_head")).isEqualTo(3);
    assertThat(number("SELECT count(*) FROM chain_head WHERE length = 3")).isOne();
  }

  @Test
  void aGapInASourcesSequenceIsKnownUntilItIsClosedWhateverTheOrder() throws SQLException {
    Instant later = Instant.now().plusSeconds(100);
    trail.append(trail.anEventNumbered(2), trail.anEventNumbered(3));
    assertThat(trail.table().gapsOpenSince(later)).isEqualTo(Map.of("case-notes", 1L));
    assertThat(trail.table().appended().covered()).isEqualTo(Map.of("case-notes", 0L));

    trail.append(trail.anEventNumbered(5), trail.anEventNumbered(1));
    assertThat(trail.table().gapsOpenSince(later)).isEqualTo(Map.of("case-notes", 4L));
    assertThat(trail.table().appended().covered()).isEqualTo(Map.of("case-notes", 3L));

    trail.append(trail.anEventNumbered(4));
    assertThat(trail.table().gapsOpenSince(later)).isEmpty();
    assertThat(trail.table().appended().covered()).isEqualTo(Map.of("case-notes", 5L));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void anyOrderAndRepetitionOfEventsGivesEachOnce(long seed) throws SQLException {
    List<Arrival> events = new ArrayList<>();
    IntStream.range(0, 60).forEach(i -> events.add(trail.anEvent()));
    List<Arrival> sent = new ArrayList<>(events);
    sent.addAll(events);
    java.util.Collections.shuffle(sent, new java.util.Random(seed));
    LedgerWriter writer = trail.writer();

    for (int from = 0; from < sent.size(); from += 7) {
      writer.append(sent.subList(from, Math.min(sent.size(), from + 7)), List.of());
    }

    assertThat(indexes()).containsExactlyElementsOf(LongStream.range(0, 60).boxed().toList());
    assertThat(trail.table().appended().covered()).isEqualTo(Map.of("case-notes", 60L));
  }

  @Test
  void twoWritersAtOnceNeverGiveAnIndexTwice() throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      LedgerWriter writer = trail.writer();
      List<Arrival> batch =
          Stream.generate(trail::anEvent).limit(30).map(Arrival.class::cast).toList();
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (Arrival arrival : batch) {
                      try {
                        writer.append(List.of(arrival), List.of());
                      } catch (ZombieWriterException | SQLException e) {
                        // The older one is told so; what counts is what stands in the table.
                      }
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    long next = number("SELECT next_index FROM sequencer");
    assertThat(next).isGreaterThanOrEqualTo(30);
    assertThat(indexes()).containsExactlyElementsOf(LongStream.range(0, next).boxed().toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE entry SET entry = '\\x00'",
        "DELETE FROM entry",
        "TRUNCATE entry",
        "UPDATE rejected_record SET value = NULL",
        "DELETE FROM person_key",
        "DELETE FROM sequencer"
      })
  void theRunningServiceMayNotChangeWhatIsWritten(String statement) throws SQLException {
    trail.append(trail.anEvent());

    try (Connection connection = trail.asRun().getConnection();
        Statement run = connection.createStatement()) {
      assertThatThrownBy(() -> run.execute(statement)).hasMessageContaining("permission denied");
    }
  }

  private List<Long> indexes() throws SQLException {
    List<Long> indexes = new ArrayList<>();
    try (Connection connection = trail.asRun().getConnection();
        Statement select = connection.createStatement();
        ResultSet rows = select.executeQuery("SELECT index FROM entry ORDER BY index")) {
      while (rows.next()) {
        indexes.add(rows.getLong(1));
      }
    }
    return indexes;
  }

  private LedgerEntry entry(long index) throws SQLException {
    try (Connection connection = trail.asRun().getConnection();
        Statement select = connection.createStatement();
        ResultSet row = select.executeQuery("SELECT entry FROM entry WHERE index = " + index)) {
      row.next();
      return LedgerEntry.parse(row.getBytes(1));
    }
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = trail.asOwner().getConnection();
        Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = trail.asOwner().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
