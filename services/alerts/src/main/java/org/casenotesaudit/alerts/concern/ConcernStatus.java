package org.casenotesaudit.alerts.concern;

import org.casenotesaudit.serviceframe.description.WireCode;

/** Where a concern stands in its review. */
public enum ConcernStatus implements WireCode {
  /** Nobody has taken it. */
  OPEN("Open", "open"),
  /** Somebody has. */
  IN_REVIEW("In review", "in-review"),
  /** A named person settled it. */
  RESOLVED("Resolved", "resolved"),
  /** Every alert in it was withdrawn, or moved, before a person settled it. */
  WITHDRAWN("Withdrawn", "withdrawn");

  private final String heading;
  private final String code;

  ConcernStatus(String heading, String code) {
    this.heading = heading;
    this.code = code;
  }

  /** What a person reads. */
  public String heading() {
    return heading;
  }

  @Override
  public String code() {
    return code;
  }
}
