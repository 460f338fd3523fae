package org.casenotesaudit.casenotes.deciding;

/** What can be asked for. */
public enum ItemKind {
  /** The text of one case note in its latest version. */
  CASE_NOTE,
  /** One photo, video or audio recording. */
  MEDIA,
  /** Name and date of birth of a client. */
  CLIENT_IDENTITY,
  /** A client's name alone: access asks for it when the console shows somebody a concern. */
  NAME_BEHIND_CONCERN,
  /** The list of notes and recordings of a case, without their content. */
  CASE_FILE
}
