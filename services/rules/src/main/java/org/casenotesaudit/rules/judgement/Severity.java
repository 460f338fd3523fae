package org.casenotesaudit.rules.judgement;

/** How grave a concern is, least first. */
public enum Severity {
  INFO(50),
  LOW(200),
  MEDIUM(400),
  HIGH(700),
  CRITICAL(900);

  private final int baseScore;

  Severity(int baseScore) {
    this.baseScore = baseScore;
  }

  /** Where concerns of this severity start on the scale of 0 to 1000 that orders a queue. */
  public int baseScore() {
    return baseScore;
  }
}
