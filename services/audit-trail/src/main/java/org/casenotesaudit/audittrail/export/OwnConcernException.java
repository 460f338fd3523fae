package org.casenotesaudit.audittrail.export;

/** The reader may not take this history away. Which of its entries says so is not told. */
public final class OwnConcernException extends RuntimeException {

  OwnConcernException() {
    super("history: of the reader's own concern (expected: one for somebody else to read)");
  }
}
