package org.casenotesaudit.alerts.store;

import java.sql.SQLException;

/** The database refused or could not be reached; the cause says which. */
public final class StorageException extends RuntimeException {
  StorageException(SQLException cause) {
    super("storage: " + cause.getSQLState() + " (expected: the statement succeeds)", cause);
  }
}
