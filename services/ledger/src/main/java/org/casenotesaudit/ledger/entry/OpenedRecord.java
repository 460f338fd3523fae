package org.casenotesaudit.ledger.entry;

import java.util.List;

/**
 * What could be decrypted of a sealed record.
 *
 * @param idDigest the entry that it belongs to
 * @param disclosures those whose key was there
 * @param withheldNames fields whose key was not there: erased, or not for this reader
 */
public record OpenedRecord(
    String idDigest, List<Disclosure> disclosures, List<String> withheldNames) {
  public OpenedRecord {
    disclosures = List.copyOf(disclosures);
    withheldNames = List.copyOf(withheldNames);
  }
}
