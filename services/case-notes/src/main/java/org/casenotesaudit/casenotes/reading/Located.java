package org.casenotesaudit.casenotes.reading;

import java.util.List;
import java.util.UUID;
import org.casenotesaudit.casenotes.deciding.DecidingFacts;
import org.casenotesaudit.casenotes.records.ClientRow;
import org.casenotesaudit.events.RecordKind;
import org.jspecify.annotations.Nullable;

/**
 * A record that exists, with what bears on opening it.
 *
 * @param recordKind its kind as events name it
 * @param clients the clients it is about, the one whose case holds it first
 * @param caseId the case that holds it; null for a client's identity
 * @param facts what the decision rests on
 * @param factVersion counts changes of those facts: the sum over the clients, each of which only
 *     grows, so that equal sums mean that nothing changed
 */
record Located(
    RecordKind recordKind,
    List<ClientRow> clients,
    @Nullable UUID caseId,
    DecidingFacts facts,
    long factVersion) {

  UUID clientId() {
    return clients.getFirst().clientId();
  }
}
