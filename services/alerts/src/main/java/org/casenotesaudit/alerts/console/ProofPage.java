package org.casenotesaudit.alerts.console;

import io.micronaut.security.authentication.Authentication;
import org.casenotesaudit.alerts.concern.ConcernId;
import org.casenotesaudit.alerts.concern.Reference;

/** Where an event stands in the ledger, as a page of its own. */
public record ProofPage(Frame frame, String concernId, String reference, Proof proof) {

  static ProofPage of(Authentication who, ConcernId concern, Proof proof) {
    return new ProofPage(
        Frame.forPerson("Is it in the ledger?", who),
        concern.toString(),
        Reference.of(concern),
        proof);
  }
}
