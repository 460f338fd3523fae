package org.casenotesaudit.ledger.history;

import java.util.List;
import org.casenotesaudit.ledger.entry.Disclosure;
import org.casenotesaudit.ledger.entry.LedgerEntry;
import org.casenotesaudit.ledger.proof.InclusionProof;

/**
 * One entry of a client's chain, as an export carries it.
 *
 * @param entry the entry
 * @param disclosures what it is to show; the client's id and client link must be among them
 * @param proof that it is in the tree of the export's checkpoint
 */
public record HistoryEntry(LedgerEntry entry, List<Disclosure> disclosures, InclusionProof proof) {
  public HistoryEntry {
    disclosures = List.copyOf(disclosures);
  }
}
