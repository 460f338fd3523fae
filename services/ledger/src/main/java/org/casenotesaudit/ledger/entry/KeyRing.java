package org.casenotesaudit.ledger.entry;

/** Gives the key to encrypt with; makes it if the person has none yet. */
@FunctionalInterface
public interface KeyRing {
  DataKey keyOf(KeyOwner owner);
}
