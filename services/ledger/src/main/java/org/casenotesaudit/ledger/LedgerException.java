package org.casenotesaudit.ledger;

/**
 * Something about the log, an entry or a proof is not as it must be. Each kind of wrong has its own
 * subtype; the message shows what was found and what was expected, never a person's data.
 */
public abstract class LedgerException extends RuntimeException {
  private final String sentence;

  protected LedgerException(String message) {
    super(message);
    this.sentence = message;
  }

  protected LedgerException(String message, Throwable cause) {
    super(message, cause);
    this.sentence = message;
  }

  @Override
  public String getMessage() {
    return sentence;
  }
}
