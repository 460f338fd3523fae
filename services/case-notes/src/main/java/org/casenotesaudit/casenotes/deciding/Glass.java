package org.casenotesaudit.casenotes.deciding;

import java.util.Set;

/** Whether the reader states an emergency ("breaks glass"), and what they know of the client. */
public sealed interface Glass {

  /** No emergency is stated. */
  record Whole() implements Glass {}

  /**
   * An emergency is stated; the reason is kept by access.
   *
   * @param birthDatesKnown the subjects of the record whose exact date of birth the reader gave
   */
  record Broken(Set<ClientId> birthDatesKnown) implements Glass {

    public Broken {
      birthDatesKnown = Set.copyOf(birthDatesKnown);
    }
  }
}
