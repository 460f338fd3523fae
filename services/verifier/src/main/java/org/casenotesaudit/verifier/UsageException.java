package org.casenotesaudit.verifier;

/** The command was used in a way that makes no sense; the message says what would. */
final class UsageException extends RuntimeException {
  UsageException(String message) {
    super(message);
  }
}
