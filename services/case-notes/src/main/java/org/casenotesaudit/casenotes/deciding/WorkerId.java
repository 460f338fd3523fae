package org.casenotesaudit.casenotes.deciding;

/** A worker, by the subject of their token. */
public record WorkerId(String value) {

  @Override
  public String toString() {
    return value;
  }
}
