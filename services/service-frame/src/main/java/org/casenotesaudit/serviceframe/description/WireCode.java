package org.casenotesaudit.serviceframe.description;

/** A constant of a closed list that stands in URLs and JSON otherwise than by its name. */
public interface WireCode {

  /** What stands there. */
  String code();
}
