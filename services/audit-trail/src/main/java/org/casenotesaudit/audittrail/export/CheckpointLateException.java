package org.casenotesaudit.audittrail.export;

/** No checkpoint covered the last entry in time; the caller may try again. */
public final class CheckpointLateException extends RuntimeException {

  CheckpointLateException() {
    super("checkpoint: late (expected: within seconds of an append)");
  }
}
