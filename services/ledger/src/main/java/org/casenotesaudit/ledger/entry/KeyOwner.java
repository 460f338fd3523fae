package org.casenotesaudit.ledger.entry;

/**
 * Under whose key a disclosure is encrypted: destroying that key erases what is known of the person
 * here.
 */
public sealed interface KeyOwner {
  /** A client, by id. */
  record Client(String id) implements KeyOwner {}

  /** A worker, by id. */
  record Worker(String id) implements KeyOwner {}

  /** The agency's own key, for what is about nobody. */
  record Agency() implements KeyOwner {}

  static KeyOwner client(String id) {
    return new Client(id);
  }

  static KeyOwner worker(String id) {
    return new Worker(id);
  }

  static KeyOwner agency() {
    return new Agency();
  }
}
