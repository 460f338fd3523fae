package org.casenotesaudit.rules.facts;

/**
 * What a later event ends, lifts, clears, closes or withdraws: an allocation, a restriction, ...
 */
public record FactId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
