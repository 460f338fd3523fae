package org.casenotesaudit.audittrail.integrate;

/** Tiles, database and signer tell different histories; nothing may be signed. */
public final class TreeMismatchException extends RuntimeException {

  public TreeMismatchException(String foundAndExpected) {
    super(foundAndExpected);
  }

  TreeMismatchException(String foundAndExpected, Throwable cause) {
    super(foundAndExpected, cause);
  }
}
