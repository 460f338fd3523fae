package org.casenotesaudit.casenotes.sealing;

/** What was stored is not what was sealed: altered, moved, or sealed with another key. */
public final class BrokenSealException extends RuntimeException {

  public BrokenSealException(Place place, Throwable cause) {
    super(place.text() + ": seal broken (expected: the bytes as they were sealed)", cause);
  }
}
