package org.casenotesaudit.serviceframe.storage;

import io.micronaut.data.connection.exceptions.ConnectionException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;

/** Tells what the database cannot do now, or ever, from every other failure. */
public final class StorageFailures {

  private StorageFailures() {}

  /**
   * Whether the failure, or what caused it, is a database that cannot be reached or is stopping.
   */
  public static boolean isUnavailable(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientConnectionException
          || cause instanceof SQLNonTransientConnectionException
          || cause instanceof ConnectionException
          || (cause instanceof SQLException exception && isConnectionState(exception))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the failure, or what caused it, is a text with U+0000, which PostgreSQL cannot hold.
   */
  public static boolean isUnstorableText(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException exception && "22021".equals(exception.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Class 08 is a broken connection, 57P01–03 a server that stops or starts, 53 one without
   * resources (disk full among them): https://www.postgresql.org/docs/18/errcodes-appendix.html
   */
  private static boolean isConnectionState(SQLException exception) {
    String state = exception.getSQLState();
    return state != null
        && (state.startsWith("08") || state.startsWith("57P0") || state.startsWith("53"));
  }
}
