package org.casenotesaudit.ledger.entry;

import java.util.Optional;

/** Gives the key to decrypt with, or nothing if it was destroyed or the reader may not have it. */
@FunctionalInterface
public interface KeyLookup {
  Optional<DataKey> byKeyId(String keyId);
}
