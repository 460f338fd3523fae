package org.casenotesaudit.rules.judgement;

/** What an access was judged to be. None of them says that it was proper. */
public enum Verdict {
  EXPLAINED,
  FLAGGED,
  UNEXPLAINED,
  UNDETERMINED
}
