package org.casenotesaudit.rules.facts;

/** What an authority allows to be done with media. */
public enum MediaUse {
  UNKNOWN,
  CAPTURE,
  VIEW,
  SHARE,
  EXPORT
}
