package org.casenotesaudit.rules.judgement;

/** What follows when a concern holds and nothing answers it. */
public enum Consequence {
  /** Recorded with the judgement; asks for nobody. */
  LISTED,
  /** Somebody must look, without doubting the access: break-glass. */
  REVIEWED,
  /** The verdict is flagged, and somebody must look. */
  FLAGGED;

  public boolean needsAPerson() {
    return this != LISTED;
  }
}
