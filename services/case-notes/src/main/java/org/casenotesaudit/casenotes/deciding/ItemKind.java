package org.casenotesaudit.casenotes.deciding;

/** What can be asked for. */
public enum ItemKind {
  /** The text of one case note in its latest version. */
  CASE_NOTE,
  /** One photo, video or audio recording. */
  MEDIA,
  /** Name and date of birth of a client. */
  CLIENT_IDENTITY,
  /** The list of notes and recordings of a case, without their content. */
  CASE_FILE
}
