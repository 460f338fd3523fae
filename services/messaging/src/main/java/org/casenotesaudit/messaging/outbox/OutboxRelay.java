package org.casenotesaudit.messaging.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.casenotesaudit.events.catalogue.ReleasedSchemas;
import org.casenotesaudit.messaging.Failures;
import org.casenotesaudit.messaging.serde.EventSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what lies in the outbox: numbers rows, sends them in order, marks what was
 * acknowledged. At least once: after any doubt the same bytes go again, and readers deduplicate by
 * event id.
 *
 * <p>Of all relays of an app, in all its processes, the one that holds a lock in the database
 * sends; the others wait for it to go.
 */
public final class OutboxRelay implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
  private static final int BATCH_ROWS = 500;
  private static final int VALIDATION_SECONDS = 2;

  /** A relay that is never idle measures only so often: each time counts the rows that wait. */
  private static final Duration MEASURE_EVERY = Duration.ofSeconds(1);

  /**
   * How a relay takes its time.
   *
   * @param idle how long it sleeps when nobody wakes it
   * @param gather how long it lets others join the event that woke it: a round costs the same for
   *     one as for many, here, at the broker and at each reader
   * @param afterFailure how long it waits before it tries again
   */
  public record Pace(Duration idle, Duration gather, Duration afterFailure) {
    public static final Pace USUAL =
        new Pace(Duration.ofMillis(250), Duration.ofMillis(50), Duration.ofSeconds(1));
  }

  private final DataSource database;
  private final String source;
  private final Supplier<? extends Producer<byte[], byte[]>> producers;
  private final InstantSource clock;
  private final BooleanSupplier mayNumber;
  private final Pace pace;
  private final OutboxTable table;
  private final OutboxCounters counters = new OutboxCounters();
  private final Semaphore wakeUp = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;
  private long measuredAt = System.nanoTime();

  /**
   * @param database a pool that can spare one connection for as long as this relay lives; not
   *     through a pooler that shares sessions, because the lock belongs to the session
   * @param producers opens a producer, anew after each error: see {@link RelayProducers}
   * @param mayNumber whether it is known which numbers the ledger has seen: {@link
   *     ReceiptPruner#hasCaughtUp}; until then rows wait without a number
   */
  public OutboxRelay(
      DataSource database,
      String agencyId,
      String source,
      Supplier<? extends Producer<byte[], byte[]>> producers,
      EventSerializer serializer,
      InstantSource clock,
      BooleanSupplier mayNumber) {
    this(database, agencyId, source, producers, serializer, clock, mayNumber, Pace.USUAL);
  }

  public OutboxRelay(
      DataSource database,
      String agencyId,
      String source,
      Supplier<? extends Producer<byte[], byte[]>> producers,
      EventSerializer serializer,
      InstantSource clock,
      BooleanSupplier mayNumber,
      Pace pace) {
    this.database = database;
    this.source = source;
    this.producers = producers;
    this.clock = clock;
    this.mayNumber = mayNumber;
    this.pace = pace;
    this.table = new OutboxTable(agencyId, new StoredEvent(ReleasedSchemas.all()), serializer);
    this.thread = Thread.ofPlatform().daemon().name("outbox-relay-" + source).unstarted(this::run);
  }

  /** Starts the relay's thread; once. */
  public void start() {
    thread.start();
  }

  /**
   * Says that a transaction with events has committed. Only shortens the wait: calls may be lost.
   */
  public void wake() {
    if (wakeUp.availablePermits() == 0) {
      wakeUp.release();
    }
  }

  public OutboxCounters counters() {
    return counters;
  }

  /** Whether the relay's thread lives; a relay that waits for its turn, or for Kafka, is alive. */
  public boolean isAlive() {
    return thread.isAlive();
  }

  /** Stops sending and waits until the thread has ended. Rows not acknowledged go again later. */
  @Override
  public void close() {
    closed = true;
    wakeUp.release();
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      try {
        leadWhileLocked();
      } catch (InterruptedException e) {
        // Only close() interrupts this thread, and it has said so.
        break;
      } catch (Exception e) {
        if (!closed) {
          counters.addFailure();
          LOG.warn("relay of {}: {}; trying again", source, Failures.nameOf(e));
        }
      } finally {
        counters.leadingIs(false);
      }
      pause(pace.afterFailure());
    }
  }

  private void leadWhileLocked() throws Exception {
    try (Connection session = database.getConnection()) {
      session.setAutoCommit(true);
      if (!table.tryLock(session, source)) {
        return;
      }
      counters.leadingIs(true);
      table.commitsWithoutWaiting(session);
      Producer<byte[], byte[]> producer = producers.get();
      try {
        counters.addRetried(publish(session, producer, table.unsent(session)));
        while (!closed) {
          relayOnce(session, producer);
        }
      } finally {
        // Without waiting: what is in flight will be sent again by whoever leads next.
        producer.close(Duration.ZERO);
        release(session);
      }
    }
  }

  /** A dead session, and with it the lock, shows in the numbering: nothing is sent before it. */
  private void relayOnce(Connection session, Producer<byte[], byte[]> producer) throws Exception {
    List<OutboxRow> numbered =
        mayNumber.getAsBoolean() ? table.number(session, BATCH_ROWS) : List.of();
    publish(session, producer, numbered);
    if (numbered.isEmpty() || System.nanoTime() - measuredAt >= MEASURE_EVERY.toNanos()) {
      table.measure(session, clock.instant(), counters);
      measuredAt = System.nanoTime();
    }
    // Whoever committed since the numbering has said so, and the wait ends at once.
    if (numbered.size() < BATCH_ROWS
        && wakeUp.tryAcquire(pace.idle().toMillis(), TimeUnit.MILLISECONDS)) {
      Thread.sleep(pace.gather());
      wakeUp.drainPermits();
    }
  }

  /** Sends the rows and marks each that was acknowledged; the first error ends the attempt. */
  private int publish(Connection session, Producer<byte[], byte[]> producer, List<OutboxRow> rows)
      throws Exception {
    List<Future<RecordMetadata>> answers = new ArrayList<>(rows.size());
    for (OutboxRow row : rows) {
      Future<RecordMetadata> answer = producer.send(row.toRecord());
      answers.add(answer);
      if (answer.isDone() && answer.state() == Future.State.FAILED) {
        // Nothing may overtake a row that the producer refused.
        break;
      }
    }
    List<OutboxRow> acknowledged = new ArrayList<>(rows.size());
    try {
      for (int i = 0; i < answers.size(); i++) {
        await(session, answers.get(i));
        acknowledged.add(rows.get(i));
      }
    } finally {
      if (!acknowledged.isEmpty()) {
        table.markSent(session, acknowledged, clock.instant());
        counters.addSent(acknowledged.size());
      }
    }
    return rows.size();
  }

  /** Waits as long as Kafka takes, and as long as this relay is still the one that sends. */
  private void await(Connection session, Future<RecordMetadata> answer) throws Exception {
    while (true) {
      try {
        answer.get(1, TimeUnit.SECONDS);
        return;
      } catch (TimeoutException e) {
        requireLock(session);
        table.measure(session, clock.instant(), counters);
      } catch (ExecutionException e) {
        throw e.getCause() instanceof Exception cause ? cause : e;
      }
    }
  }

  /** The lock lives as long as the session: a dead session means that another may lead by now. */
  private static void requireLock(Connection session) throws SQLException {
    if (!session.isValid(VALIDATION_SECONDS)) {
      throw new SQLException("session with the relay's lock: gone (expected: alive)");
    }
  }

  private void release(Connection session) {
    try {
      table.commitsWaitAgain(session);
      table.unlockAll(session);
    } catch (SQLException e) {
      // A broken session has released its locks by ending.
      LOG.debug("relay of {}: {} while unlocking", source, Failures.nameOf(e));
    }
  }

  private void pause(Duration duration) {
    if (closed) {
      return;
    }
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      // close() was called; the loop's condition ends it.
    }
  }
}
