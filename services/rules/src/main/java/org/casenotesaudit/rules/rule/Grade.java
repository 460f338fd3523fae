package org.casenotesaudit.rules.rule;

import org.casenotesaudit.rules.judgement.Consequence;
import org.casenotesaudit.rules.judgement.Severity;

/**
 * How grave a concern is where it holds.
 *
 * @param score 0 to 1000: the severity's base plus what this access adds to it
 */
public record Grade(Severity severity, int score, Consequence consequence) {

  public static Grade flagged(Severity severity) {
    return new Grade(severity, severity.baseScore(), Consequence.FLAGGED);
  }

  public static Grade reviewed(Severity severity) {
    return new Grade(severity, severity.baseScore(), Consequence.REVIEWED);
  }

  public static Grade listed() {
    return new Grade(Severity.INFO, Severity.INFO.baseScore(), Consequence.LISTED);
  }

  /** The same grade, further up in the queue; never into the next severity. */
  public Grade raisedBy(int points) {
    return new Grade(severity, Math.min(severity.baseScore() + 99, score + points), consequence);
  }
}
