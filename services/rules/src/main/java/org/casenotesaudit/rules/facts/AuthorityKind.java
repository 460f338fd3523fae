package org.casenotesaudit.rules.facts;

/** What kind of authority allows media to be made or used. */
public enum AuthorityKind {
  UNKNOWN,
  OWN_CONSENT,
  CONSENT_FOR_CHILD,
  ATTORNEY_OR_DEPUTY,
  BEST_INTERESTS,
  COURT_ORDER,
  STATUTORY_DUTY,
  LEGAL_HOLD,
  EMERGENCY
}
