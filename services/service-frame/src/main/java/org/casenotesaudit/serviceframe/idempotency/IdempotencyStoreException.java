package org.casenotesaudit.serviceframe.idempotency;

import java.sql.SQLException;

/** The keys could not be read or written; nothing of the request was carried out. */
final class IdempotencyStoreException extends RuntimeException {

  IdempotencyStoreException(SQLException cause) {
    super("idempotency keys are not available", cause);
  }
}
