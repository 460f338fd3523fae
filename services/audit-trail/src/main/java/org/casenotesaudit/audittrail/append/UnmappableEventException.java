package org.casenotesaudit.audittrail.append;

import org.casenotesaudit.events.QuarantineCode;

/** An event that the ledger cannot take as an event; it becomes an entry {@code rejected}. */
public final class UnmappableEventException extends RuntimeException {

  private final QuarantineCode code;

  /**
   * @param foundAndExpected without any content of the event
   */
  public UnmappableEventException(QuarantineCode code, String foundAndExpected) {
    super(foundAndExpected);
    this.code = code;
  }

  public QuarantineCode code() {
    return code;
  }
}
