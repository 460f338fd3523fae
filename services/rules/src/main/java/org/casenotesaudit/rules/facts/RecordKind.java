package org.casenotesaudit.rules.facts;

/** What kind of record was touched. UNKNOWN stands for a symbol newer than this code. */
public enum RecordKind {
  UNKNOWN,
  CASE_NOTE,
  PHOTO,
  VIDEO,
  AUDIO,
  CASE_FILE,
  CLIENT_IDENTITY,
  PROTECTED_LOCATION,
  CONCERN,
  AUDIT_TRAIL,
  OTHER,
  BREAK_GLASS_REASON;

  public boolean isMedia() {
    return this == PHOTO || this == VIDEO || this == AUDIO;
  }
}
