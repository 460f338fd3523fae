package org.casenotesaudit.rules.facts;

/** A note or a recording. */
public record RecordId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
