package org.casenotesaudit.alerts.intake;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * An event that could be decoded, and that PostgreSQL will never store: for instance a text with
 * the character NUL. The message names the kind only, never the value.
 */
final class UnstorableEventException extends Exception {

  /** Class of SQL states for values that are no values of their type. */
  private static final String DATA_EXCEPTION = "22";

  UnstorableEventException(SQLException failure) {
    super("SQL state " + failure.getSQLState() + " (expected: values that PostgreSQL can store)");
  }

  /** Whether trying again would fail again, because of what the event says. */
  static boolean isOne(@Nullable Throwable failure) {
    return failure instanceof SQLException sql
        && sql.getSQLState() != null
        && sql.getSQLState().startsWith(DATA_EXCEPTION);
  }
}
