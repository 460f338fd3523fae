package org.casenotesaudit.casenotes.deciding;

import java.util.Set;

/** Whether an emergency is stated ("glass is broken"), and what the reader knows of the client. */
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

  /**
   * None is stated with this wish, but one was with an earlier reading, and still holds.
   *
   * @param clients the subjects of the record for whom it was stated
   * @param birthDatesKnown those of them whose exact date of birth the reader gave then
   */
  record Standing(Set<ClientId> clients, Set<ClientId> birthDatesKnown) implements Glass {

    public Standing {
      clients = Set.copyOf(clients);
      birthDatesKnown = Set.copyOf(birthDatesKnown);
    }
  }
}
