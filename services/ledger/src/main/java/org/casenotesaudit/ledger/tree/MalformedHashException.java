package org.casenotesaudit.ledger.tree;

import org.casenotesaudit.ledger.LedgerException;

/** Something that should be a SHA-256 value is not one. */
public final class MalformedHashException extends LedgerException {
  MalformedHashException(String found) {
    super(
        "hash: found "
            + found
            + " (expected: a SHA-256 value of 32 bytes, spelt in the one right way)");
  }
}
