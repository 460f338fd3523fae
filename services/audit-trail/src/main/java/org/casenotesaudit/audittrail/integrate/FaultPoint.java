package org.casenotesaudit.audittrail.integrate;

/** Called between the steps of a checkpoint, so that tests can stop the world there. */
@FunctionalInterface
public interface FaultPoint {

  /** What has just been done. */
  enum Step {
    ROWS_READ,
    TILES_WRITTEN,
    HEAD_STORED,
    HIGH_WATER_RAISED,
    CHECKPOINT_KEPT,
    CHECKPOINT_PUBLISHED
  }

  /** Does nothing where the service runs for real. */
  void reached(Step step);

  /** No faults. */
  FaultPoint NONE = step -> {};
}
