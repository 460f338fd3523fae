package org.casenotesaudit.rules.facts;

/** How strong a conflict of interest is. Its kind never reaches the rules. */
public enum ConflictStrength {
  UNKNOWN,
  WEAK,
  MEDIUM,
  STRONG
}
