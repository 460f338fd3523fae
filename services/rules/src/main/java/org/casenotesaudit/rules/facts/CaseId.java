package org.casenotesaudit.rules.facts;

/** A case of a client. */
public record CaseId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
