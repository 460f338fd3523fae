package org.casenotesaudit.ledger.history;

import java.util.OptionalLong;
import org.casenotesaudit.ledger.LedgerException;

/**
 * One thing that is wrong with an archive.
 *
 * @param kind what kind of wrong
 * @param entry index in the log of the entry that it is about, where it is about one
 * @param found what is there
 * @param expected what should be; empty when {@code found} says it
 */
public record Finding(Kind kind, OptionalLong entry, String found, String expected) {

  /** The ways in which an archive can be dishonest or damaged. */
  public enum Kind {
    /** It is not a ZIP file, or its wrapping was changed. */
    CONTAINER("the archive's wrapping was changed"),
    /** A file is missing or added. */
    MEMBERS("the archive does not hold the files that it should"),
    /** The manifest cannot be read or contradicts the rest. */
    MANIFEST("manifest.json does not fit"),
    /** A file is not the one that the manifest lists. */
    FILE_ALTERED("a file was changed after the archive was made"),
    /** The keys cannot be read, or are not the log's. */
    KEYS("keys.txt does not fit"),
    /** No trusted key signed the checkpoint, or not this text. */
    CHECKPOINT("the checkpoint is not proven"),
    /** A line cannot be read as an entry. */
    ENTRY_MALFORMED("an entry cannot be read"),
    /** The entries do not stand in the order of the log. */
    ORDER("entries are not in order"),
    /** A proof is missing, cannot be read or belongs to another entry. */
    PROOF_MALFORMED("a proof cannot be used"),
    /** The proof does not lead to the signed root: entry or proof were altered. */
    NOT_IN_LOG("an entry is not in the log as it stands here"),
    /** A value is not what was recorded. */
    DISCLOSURE_ALTERED("a value is not the one that was recorded"),
    /** The entry is about somebody else, or does not say about whom. */
    OTHER_CLIENT("an entry is not shown to be about this client"),
    /** A number in the client's chain is missing or double. */
    CHAIN_GAP("an entry is missing from the client's chain"),
    /** An entry does not name the one before it. */
    CHAIN_BROKEN("the client's chain is broken"),
    /** The table says something else than the entry. */
    CSV_DIFFERS("the table does not say what the entry says"),
    /** The explanation is not the one that belongs to this archive. */
    README_DIFFERS("README.txt is not the one of this archive");

    private final String sentence;

    Kind(String sentence) {
      this.sentence = sentence;
    }
  }

  /** What could not be read or proven; the refusal itself says what was found and expected. */
  static Finding refused(Kind kind, OptionalLong entry, String where, LedgerException refusal) {
    return new Finding(kind, entry, where + refusal.getMessage(), "");
  }

  /** In words: names the entry, what was found and what was expected. */
  public String sentence() {
    var which = entry.isPresent() ? "entry " + entry.getAsLong() + ": " : "";
    return which
        + kind.sentence
        + ": "
        + (expected.isEmpty() ? found : "found " + found + " (expected: " + expected + ")");
  }
}
