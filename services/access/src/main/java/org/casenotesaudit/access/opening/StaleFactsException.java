package org.casenotesaudit.access.opening;

/** The directory changed between the decision and its record: decide again. */
final class StaleFactsException extends RuntimeException {

  StaleFactsException() {
    super("worker facts changed while deciding", null, false, false);
  }
}
