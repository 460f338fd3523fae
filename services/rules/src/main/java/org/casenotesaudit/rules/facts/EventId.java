package org.casenotesaudit.rules.facts;

/** The event that carried a fact or an act. The same id is the same event. */
public record EventId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
