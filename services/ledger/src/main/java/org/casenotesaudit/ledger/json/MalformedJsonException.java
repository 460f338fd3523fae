package org.casenotesaudit.ledger.json;

import org.casenotesaudit.ledger.LedgerException;

/** The bytes are not JSON of the strict kind that entries are made of. */
public final class MalformedJsonException extends LedgerException {
  MalformedJsonException(int position, String found, String expected) {
    super("JSON at " + position + ": found " + found + " (expected: " + expected + ")");
  }

  MalformedJsonException(String found, String expected) {
    super("JSON: found " + found + " (expected: " + expected + ")");
  }
}
