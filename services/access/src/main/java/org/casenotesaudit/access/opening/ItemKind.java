package org.casenotesaudit.access.opening;

import org.casenotesaudit.events.RecordKind;

/** What a worker can ask to open. */
public enum ItemKind {
  CASE_NOTE(RecordKind.CASE_NOTE),
  /** A photo, video or audio recording; only case-notes knows which. */
  MEDIA(RecordKind.OTHER),
  CLIENT_IDENTITY(RecordKind.CLIENT_IDENTITY),
  /** The name alone, for a reviewer of a concern. Only the console asks for it, never a worker. */
  NAME_BEHIND_CONCERN(RecordKind.CLIENT_IDENTITY),
  CASE_FILE(RecordKind.CASE_FILE);

  private final RecordKind asAsked;

  ItemKind(RecordKind asAsked) {
    this.asAsked = asAsked;
  }

  /** The kind of record as far as the request tells; the decision may know better. */
  RecordKind asAsked() {
    return asAsked;
  }
}
