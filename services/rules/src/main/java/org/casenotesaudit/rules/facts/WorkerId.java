package org.casenotesaudit.rules.facts;

/** A worker, by the opaque id that the directory and the token use. */
public record WorkerId(String value) {
  @Override
  public String toString() {
    return value;
  }
}
