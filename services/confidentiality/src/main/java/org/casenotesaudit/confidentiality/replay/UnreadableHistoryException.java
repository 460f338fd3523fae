package org.casenotesaudit.confidentiality.replay;

/**
 * A file is no client history that can be replayed. The message says what was found and what was
 * expected, and never what an entry says about anybody.
 */
final class UnreadableHistoryException extends RuntimeException {

  UnreadableHistoryException(String message) {
    super(message);
  }

  UnreadableHistoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
