package org.casenotesaudit.rules.judgement;

/** How much weight an explanation carries, weakest first. */
public enum Strength {
  /** Written by the worker about themselves, or at their request, and by nobody else. */
  WEAK,
  /** By a role or a duty. */
  ROLE,
  /** By the team. */
  TEAM,
  /** By the worker's own allocation or authorship. */
  OWN
}
