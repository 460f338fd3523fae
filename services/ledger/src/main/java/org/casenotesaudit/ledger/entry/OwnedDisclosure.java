package org.casenotesaudit.ledger.entry;

/**
 * A disclosure and whose key it goes under.
 *
 * @param disclosure the salted value
 * @param owner whose key
 */
public record OwnedDisclosure(Disclosure disclosure, KeyOwner owner) {}
