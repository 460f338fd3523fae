package org.casenotesaudit.casenotes.changes;

/** How a worker and a client are connected. Stays in case-notes, sealed. */
public enum ConflictKind {
  SELF,
  FAMILY,
  HOUSEHOLD,
  FRIEND,
  NEIGHBOUR,
  COLLEAGUE,
  OTHER
}
