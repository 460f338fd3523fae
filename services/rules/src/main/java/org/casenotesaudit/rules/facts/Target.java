package org.casenotesaudit.rules.facts;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an act was aimed at.
 *
 * @param recordId the note or recording; null for a search, or where a foreign system names none
 * @param caseId the case it belongs to; null where unknown, or for the client as a whole
 */
public record Target(RecordKind kind, @Nullable RecordId recordId, @Nullable CaseId caseId) {

  public Optional<RecordId> record() {
    return Optional.ofNullable(recordId);
  }

  public Optional<CaseId> ofCase() {
    return Optional.ofNullable(caseId);
  }
}
