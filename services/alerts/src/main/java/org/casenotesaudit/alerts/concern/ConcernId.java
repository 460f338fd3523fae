package org.casenotesaudit.alerts.concern;

import java.util.UUID;

/** A concern: what alerts itself numbers. */
public record ConcernId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
