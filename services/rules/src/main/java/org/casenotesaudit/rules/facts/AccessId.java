package org.casenotesaudit.rules.facts;

/** One act of access, opened or refused, or one capture of media. */
public record AccessId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
