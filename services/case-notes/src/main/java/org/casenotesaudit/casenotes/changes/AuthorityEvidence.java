package org.casenotesaudit.casenotes.changes;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/**
 * Who gave an authority and what it rests on, in people's words. Sealed; never in an event.
 *
 * @param giver who gave or refused it
 * @param evidence of the giver's power, or of the order or duty
 * @param capacityFinding the finding on capacity or competence for this decision: what, by whom,
 *     when
 * @param childWishes the child's own wishes
 * @param dissent who disagreed
 * @param informationVersion version of the information given beforehand
 * @param informationLanguage its language
 */
@Serdeable
public record AuthorityEvidence(
    @Nullable String giver,
    @Nullable String evidence,
    @Nullable String capacityFinding,
    @Nullable String childWishes,
    @Nullable String dissent,
    @Nullable String informationVersion,
    @Nullable String informationLanguage) {

  /** People's words stay out of logs even where somebody logs the record. */
  @Override
  public String toString() {
    return "AuthorityEvidence[sealed]";
  }
}
