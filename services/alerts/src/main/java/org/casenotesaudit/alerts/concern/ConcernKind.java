package org.casenotesaudit.alerts.concern;

/** What a concern asks for. The two never mix: a gap in the record is no conduct of the worker. */
public enum ConcernKind {
  /**
   * It holds from what was known at the moment of access: somebody looks at what the worker did.
   */
  CONDUCT,
  /**
   * It holds only in the light of later facts: stop the use, mend the record. Never about conduct.
   */
  MEND_RECORD
}
