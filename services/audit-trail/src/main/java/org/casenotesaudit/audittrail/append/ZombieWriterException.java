package org.casenotesaudit.audittrail.append;

/** Another writer has gone on from here; this one must not write again from what it knows. */
public final class ZombieWriterException extends RuntimeException {

  public ZombieWriterException(String foundAndExpected) {
    super(foundAndExpected);
  }
}
