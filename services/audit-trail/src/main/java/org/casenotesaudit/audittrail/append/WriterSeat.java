package org.casenotesaudit.audittrail.append;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.casenotesaudit.messaging.Failures;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Of several processes on one database, the one that sits here claims the sequencer; the others
 * stand by and take the seat when its session ends. The seat only spares them from taking the work
 * out of each other's hands: that never two write is up to the epoch, which a claim raises. So a
 * process that lost its seat and is still the newest writer goes on.
 */
public final class WriterSeat implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WriterSeat.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final int VALIDATION_SECONDS = 2;
  private static final long LOCK = 0x6c65646765722d77L;

  private final DataSource database;
  private final LedgerWriter writer;
  private final Thread thread;
  private volatile boolean closed;
  private @Nullable Connection session;

  /**
   * @param database a pool that can spare one connection, a session of its own
   */
  public WriterSeat(DataSource database, LedgerWriter writer) {
    this.database = database;
    this.writer = writer;
    this.thread = Thread.ofPlatform().daemon().name("writer-seat").unstarted(this::run);
  }

  /**
   * Takes the seat if it is free, and goes on looking after it; once.
   *
   * @throws SQLException if the database cannot be asked
   */
  public void start() throws SQLException {
    look();
    if (session == null) {
      LOG.info("another process writes the ledger; this one stands by");
    }
    thread.start();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    leave();
  }

  private void run() {
    while (!closed) {
      try {
        Thread.sleep(LOOK_EVERY);
        look();
      } catch (InterruptedException e) {
        // Only close() interrupts this thread.
        return;
      } catch (SQLException e) {
        LOG.warn("seat of the ledger's writer: {}; looking again", Failures.nameOf(e));
        leave();
      }
    }
  }

  private void look() throws SQLException {
    Connection held = session;
    if (held != null) {
      if (held.isValid(VALIDATION_SECONDS)) {
        return;
      }
      leave();
    }
    Connection tried = database.getConnection();
    boolean taken = false;
    try {
      taken = take(tried);
      if (taken) {
        writer.claim();
        session = tried;
      }
    } finally {
      if (session != tried) {
        end(tried, taken);
      }
    }
  }

  private static boolean take(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // Whoever lost its machine or its cable holds the seat for a quarter of a minute, not for the
      // two hours after which a server asks by default.
      statement.execute("SET tcp_keepalives_idle = 5");
      statement.execute("SET tcp_keepalives_interval = 5");
      statement.execute("SET tcp_keepalives_count = 2");
      try (ResultSet row = statement.executeQuery("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private void leave() {
    Connection held = session;
    session = null;
    if (held != null) {
      end(held, true);
    }
  }

  /** Gives the session back to the pool, without the seat. */
  private static void end(Connection connection, boolean seated) {
    try (connection;
        Statement statement = connection.createStatement()) {
      if (seated) {
        statement.execute("SELECT pg_advisory_unlock(" + LOCK + ")");
      }
    } catch (SQLException e) {
      // A broken session has lost the seat by ending.
      LOG.debug("seat of the ledger's writer: {} while leaving it", Failures.nameOf(e));
    }
  }
}
