package org.casenotesaudit.audittrail.append;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.casenotesaudit.audittrail.append.Arrival.SourceNumber;
import org.casenotesaudit.audittrail.append.EntryComposer.ComposedEntry;
import org.casenotesaudit.audittrail.keys.PersonKeys;
import org.casenotesaudit.audittrail.keys.PersonRefs;
import org.casenotesaudit.ledger.entry.EntrySealer;
import org.casenotesaudit.ledger.entry.KeyOwner;
import org.casenotesaudit.ledger.entry.Link;

/**
 * The one sequencer: takes a batch of arrivals into the ledger in one transaction, with gapless
 * indexes, links, keys and consumer positions, or not at all.
 *
 * <p>The row lock on the sequencer makes writers take turns; the epoch and the compare-and-set of
 * positions make all but the newest stop.
 */
public final class LedgerWriter {

  private final DataSource database;
  private final EntryComposer composer;
  private final PersonKeys keys;
  private final PersonRefs refs;
  private final InstantSource clock;
  private volatile long epoch = -1;
  private volatile boolean superseded;

  private LedgerWriter(
      DataSource database,
      EntryComposer composer,
      PersonKeys keys,
      PersonRefs refs,
      InstantSource clock) {
    this.database = database;
    this.composer = composer;
    this.keys = keys;
    this.refs = refs;
    this.clock = clock;
  }

  /** A writer over a database; it must {@link #claim} before it appends. */
  public static LedgerWriter over(
      DataSource database,
      EntrySealer sealer,
      PersonKeys keys,
      PersonRefs refs,
      SecureRandom random,
      InstantSource clock) {
    return new LedgerWriter(database, new EntryComposer(sealer, random), keys, refs, clock);
  }

  /** Makes this the newest writer; whoever wrote before is a zombie from now on. */
  public void claim() throws SQLException {
    try (Connection connection = database.getConnection()) {
      epoch = AppendSql.claim(connection);
      superseded = false;
    }
  }

  /** Whether a newer writer was found at work; this one writes nothing unless it claims again. */
  public boolean isSuperseded() {
    return superseded;
  }

  /**
   * Appends what is new of a batch and moves the positions, in one transaction.
   *
   * @throws ZombieWriterException if another writer has written since; nothing was written
   */
  public AppendOutcome append(List<Arrival> arrivals, List<PositionMove> moves)
      throws SQLException {
    // Closed without a commit, the connection rolls back: nothing here can hide why.
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      AppendOutcome outcome = appendIn(connection, arrivals, moves);
      connection.commit();
      superseded = false;
      return outcome;
    }
  }

  private AppendOutcome appendIn(
      Connection connection, List<Arrival> arrivals, List<PositionMove> moves) throws SQLException {
    AppendSql.Sequencer sequencer = AppendSql.lockSequencer(connection);
    if (sequencer.epoch() != epoch) {
      superseded = true;
      throw new ZombieWriterException(
          "writer epoch: " + epoch + " (expected: " + sequencer.epoch() + ", a newer writer's)");
    }
    long index = sequencer.nextIndex();
    AppendSql.movePositions(connection, moves);
    Sorting sorting = sort(connection, arrivals);
    List<Arrival> fresh = withNumbersGivenTwice(connection, sorting.fresh());
    Map<KeyOwner, Link> heads = heads(connection, fresh);
    Set<KeyOwner> chained = new LinkedHashSet<>();
    fresh.forEach(arrival -> chained.addAll(EntryComposer.chains(arrival)));
    List<ComposedEntry> entries =
        composer.compose(fresh, heads, keys.ring(connection, EntryComposer.owners(fresh)));
    AppendSql.insertEntries(connection, index, rows(entries));
    AppendSql.saveHeads(connection, chained, heads, refs);
    AppendSql.noteSequences(connection, fresh, clock.instant());
    AppendSql.keepRejected(connection, fresh, clock.instant());
    long next = index + entries.size();
    if (!entries.isEmpty()) {
      AppendSql.advanceSequencer(connection, next);
    }
    return new AppendOutcome(
        entries.size(),
        sorting.duplicates(),
        fresh.stream().filter(Arrival.Rejected.class::isInstance).count(),
        fresh.stream().filter(Arrival.Conflict.class::isInstance).count(),
        fresh.stream().filter(Arrival.SequenceReused.class::isInstance).count(),
        next);
  }

  /** Parts what is new from what is known, and finds ids that come back with other bytes. */
  private Sorting sort(Connection connection, List<Arrival> arrivals) throws SQLException {
    Map<UUID, byte[]> known = AppendSql.knownDigests(connection, arrivals);
    Map<UUID, Arrival> fresh = new LinkedHashMap<>();
    Map<UUID, Arrival> conflicts = new LinkedHashMap<>();
    long duplicates = 0;
    for (Arrival arrival : arrivals) {
      byte[] before = known.putIfAbsent(arrival.id(), arrival.contentDigest());
      if (before == null) {
        fresh.put(arrival.id(), arrival);
      } else if (Arrays.equals(before, arrival.contentDigest())) {
        duplicates++;
      } else {
        Arrival.Conflict conflict = conflict(arrival);
        conflicts.putIfAbsent(conflict.id(), conflict);
        fresh.putIfAbsent(conflict.id(), conflict);
      }
    }
    // The same record read again is no news.
    Set<UUID> told = AppendSql.knownDigests(connection, conflicts.values()).keySet();
    told.forEach(fresh::remove);
    return new Sorting(List.copyOf(fresh.values()), duplicates + told.size());
  }

  /**
   * Puts behind each new event under a used number an entry that says so. Whoever counts a source's
   * numbers would not see that an event stands where another stood.
   */
  private static List<Arrival> withNumbersGivenTwice(Connection connection, List<Arrival> fresh)
      throws SQLException {
    List<Arrival.Event> events = new ArrayList<>();
    for (Arrival arrival : fresh) {
      if (arrival instanceof Arrival.Event event) {
        events.add(event);
      }
    }
    Set<SourceNumber> used = AppendSql.numbersReceived(connection, events);
    List<Arrival> all = new ArrayList<>(fresh.size());
    for (Arrival arrival : fresh) {
      all.add(arrival);
      if (arrival instanceof Arrival.Event event && !used.add(SourceNumber.of(event.event()))) {
        all.add(
            new Arrival.SequenceReused(
                event.origin().entryId("sequence-reused"),
                event.event(),
                event.valueDigest(),
                event.origin()));
      }
    }
    return all;
  }

  private static Arrival.Conflict conflict(Arrival arrival) {
    byte[] valueDigest = arrival.contentDigest();
    SourceNumber number = null;
    if (arrival instanceof Arrival.Event event) {
      valueDigest = event.valueDigest();
      number = SourceNumber.of(event.event());
    }
    return new Arrival.Conflict(
        arrival.origin().entryId("conflict"), arrival.id(), number, valueDigest, arrival.origin());
  }

  private Map<KeyOwner, Link> heads(Connection connection, List<Arrival> fresh)
      throws SQLException {
    Set<KeyOwner> persons = new LinkedHashSet<>();
    fresh.forEach(arrival -> persons.addAll(EntryComposer.chains(arrival)));
    return new HashMap<>(AppendSql.heads(connection, persons, refs));
  }

  private List<AppendSql.EntryRow> rows(List<ComposedEntry> entries) {
    List<AppendSql.EntryRow> rows = new ArrayList<>(entries.size());
    for (ComposedEntry composed : entries) {
      byte[] clientRef = null;
      byte[] workerRef = null;
      for (KeyOwner person : EntryComposer.chains(composed.arrival())) {
        switch (person) {
          case KeyOwner.Client client -> clientRef = refs.of(client).bytes();
          case KeyOwner.Worker worker -> workerRef = refs.of(worker).bytes();
          case KeyOwner.Agency agency ->
              throw new IllegalStateException("a chain of nobody (expected: of a person)");
        }
      }
      rows.add(
          new AppendSql.EntryRow(
              composed.arrival().id(),
              composed.arrival().contentDigest(),
              composed.entry(),
              composed.sealed(),
              clientRef,
              workerRef));
    }
    return rows;
  }

  private record Sorting(List<Arrival> fresh, long duplicates) {}
}
