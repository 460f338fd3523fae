package org.casenotesaudit.rules.rule;

/** What a rule looks at; the classes are approved and shown to different people. */
public enum RuleClass {
  ACCESS,
  WORKER_BEHAVIOUR,
  PRACTICE
}
