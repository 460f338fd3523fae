package org.casenotesaudit.rules.facts;

/** A worker, by the opaque id that the directory and the token use. */
public record WorkerId(String value) {

  /**
   * Stands for whoever it was, where a source did not say or said it by an id that means nobody
   * here yet. Two acts of nobody known are not two acts of one person.
   */
  public static final WorkerId NOBODY = new WorkerId("00000000-0000-0000-0000-000000000000");

  public boolean isSomebody() {
    return !equals(NOBODY);
  }

  @Override
  public String toString() {
    return value;
  }
}
