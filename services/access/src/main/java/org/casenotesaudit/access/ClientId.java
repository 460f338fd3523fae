package org.casenotesaudit.access;

import java.util.UUID;

/** A client: a person about whom records are kept. */
public record ClientId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
