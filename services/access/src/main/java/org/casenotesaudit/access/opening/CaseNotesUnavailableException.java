package org.casenotesaudit.access.opening;

/** case-notes did not answer, or not as agreed. Nothing was opened and nothing may be shown. */
public final class CaseNotesUnavailableException extends RuntimeException {

  public CaseNotesUnavailableException(String found, Throwable cause) {
    super("case-notes: " + found + " (expected: an answer)", cause);
  }

  public CaseNotesUnavailableException(String found) {
    super("case-notes: " + found + " (expected: an answer as agreed)");
  }
}
