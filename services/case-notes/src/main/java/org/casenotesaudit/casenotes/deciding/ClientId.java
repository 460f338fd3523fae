package org.casenotesaudit.casenotes.deciding;

import java.util.UUID;

/** Who the record is about. */
public record ClientId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
