package org.casenotesaudit.rules.facts;

/** A team. */
public record TeamId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
