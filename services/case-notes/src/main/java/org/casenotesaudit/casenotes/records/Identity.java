package org.casenotesaudit.casenotes.records;

import io.micronaut.serde.annotation.Serdeable;
import java.time.LocalDate;

/**
 * Who a client is. Lives sealed in the client's row and nowhere else.
 *
 * @param givenName given names as the client writes them
 * @param familyName family name as the client writes it
 * @param dateOfBirth date of birth
 */
@Serdeable
public record Identity(String givenName, String familyName, LocalDate dateOfBirth) {

  /** Names stay out of logs even where somebody logs the record. */
  @Override
  public String toString() {
    return "Identity[sealed]";
  }
}
