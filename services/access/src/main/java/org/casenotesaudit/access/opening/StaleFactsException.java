package org.casenotesaudit.access.opening;

/** What was decided on changed before it was on record: decide again. */
final class StaleFactsException extends RuntimeException {

  StaleFactsException() {
    super("worker facts changed, or an emergency ended, while deciding", null, false, false);
  }
}
