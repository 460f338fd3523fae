package org.casenotesaudit.embedded;

/** The question was not understood; the message says what was found and what was expected. */
final class UsageException extends RuntimeException {
  UsageException(String message) {
    super(message);
  }
}
