package org.casenotesaudit.ledger.entry;

/** What an entry stands for. */
public enum EntryKind {
  /** An event that was published and could be read. */
  EVENT("event"),
  /** A record on a topic that could not be read: its origin and hash are kept, never its bytes. */
  REJECTED("rejected"),
  /** A second record with the id of an event that is already there, and other content. */
  CONFLICT("conflict"),
  /**
   * Something about the way in: a lost offset, a truncated or re-created topic, an erasure, a key
   * change.
   */
  INTEGRITY("integrity");

  private final String code;

  EntryKind(String code) {
    this.code = code;
  }

  /** The word in the entry. */
  public String code() {
    return code;
  }

  static EntryKind ofCode(String code) {
    for (var kind : values()) {
      if (kind.code.equals(code)) {
        return kind;
      }
    }
    throw new EntryException.MalformedEntry(
        "kind", "\"" + code + "\"", "event, rejected, conflict or integrity");
  }
}
