package org.casenotesaudit.rules.facts;

/** What kind of legal request names the client. */
public enum LegalRequestKind {
  UNKNOWN,
  SUBJECT_ACCESS,
  COURT_ORDER,
  SAFEGUARDING_ENQUIRY,
  COMPLAINT
}
