package org.casenotesaudit.rules.rule;

/** What a rule can know. A rule that knows only declarations is a register, not detection. */
public enum Evidence {
  EVENT,
  REFERENCE_DATA,
  DECLARATION,
  ATTESTATION
}
