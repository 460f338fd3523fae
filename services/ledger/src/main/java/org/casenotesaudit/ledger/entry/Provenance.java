package org.casenotesaudit.ledger.entry;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * Where an entry comes from.
 *
 * @param source the single writer that numbered the event; for entries about the way in, the ledger
 *     writer itself
 * @param sequence its number in that source's gapless sequence, from 1; none where nothing numbered
 *     it
 * @param recordedAt when the source recorded it; only the hour is public
 */
public record Provenance(String source, OptionalLong sequence, Instant recordedAt) {
  public Provenance {
    if (!source.matches("[A-Za-z0-9][A-Za-z0-9._/:-]{0,127}")) {
      throw new EntryException.MalformedEntry(
          "source", source.length() + " characters", "a code of 1 to 128 characters");
    }
    if (sequence.isPresent() && sequence.getAsLong() < 1) {
      throw new EntryException.MalformedEntry("seq", sequence.getAsLong() + "", "1 or more");
    }
  }
}
