package org.casenotesaudit.alerts.store;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Runs work in one transaction: all of it is committed before the result is handed out, or none.
 */
@Singleton
public class Database {

  /** Work on one connection; the transaction is somebody else's to end. */
  @FunctionalInterface
  public interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private final TransactionOperations<Connection> transactions;

  Database(TransactionOperations<Connection> transactions) {
    this.transactions = transactions;
  }

  /**
   * Joins the transaction at hand if there is one, so that an idempotency key commits with the
   * work.
   *
   * @throws StorageException if a statement failed; then nothing has happened
   */
  public <T> T transaction(Work<T> work) {
    return transactions.executeWrite(
        status -> {
          try {
            return work.on(status.getConnection());
          } catch (SQLException failure) {
            throw new StorageException(failure);
          }
        });
  }

  /**
   * Holds a subject until the transaction ends, so that its events leave in the order of commit.
   */
  public static void lockSubject(Connection connection, String subject) throws SQLException {
    Rows.query(
        connection, "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", row -> 1, subject);
  }
}
