package org.casenotesaudit.rules.facts;

/** What was done with a record. */
public enum Action {
  UNKNOWN,
  VIEW,
  SEARCH,
  PRINT,
  EXPORT,
  DOWNLOAD,
  SHARE,
  CREATE,
  AMEND,
  DELETE;

  /** Whether a copy left the screen: such acts need a reason at once, not on repetition. */
  public boolean takesACopy() {
    return this == PRINT || this == EXPORT || this == DOWNLOAD || this == SHARE;
  }
}
