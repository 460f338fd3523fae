package org.casenotesaudit.embedded;

/** A command could not do what was asked; its message is written for the person who typed it. */
final class CommandFailedException extends RuntimeException {
  CommandFailedException(String message) {
    super(message);
  }

  CommandFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
