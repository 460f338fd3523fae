package org.casenotesaudit.casenotes.reading;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What access says of emergencies that the worker states with this wish, or stated with an earlier
 * one. Access does not know whom a record is about before the answer, so it names every client for
 * whom an emergency of this worker still holds.
 *
 * @param statedNow whether the worker states an emergency with this wish
 * @param dateOfBirth the client's date of birth as the worker gives it now, or null
 * @param standing what was stated earlier; counts only where nothing is stated now
 */
public record GlassClaims(
    boolean statedNow, @Nullable LocalDate dateOfBirth, List<Standing> standing) {

  public GlassClaims {
    standing = List.copyOf(standing);
  }

  /**
   * An emergency stated earlier.
   *
   * @param clientId for whom
   * @param until when it no longer holds
   * @param dateOfBirthKnown whether the client's exact date of birth came with it
   */
  public record Standing(UUID clientId, Instant until, boolean dateOfBirthKnown) {}

  /** A date of birth stays out of logs even where somebody logs the record. */
  @Override
  public String toString() {
    return "GlassClaims[" + statedNow + ", " + standing.size() + " standing]";
  }
}
