package org.casenotesaudit.access.intake;

import java.time.Instant;
import java.util.UUID;
import org.casenotesaudit.access.AccessId;
import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.events.RecordKind;

/** One access that another system reported, without the persons: they may become known later. */
record ForeignAccess(AccessId accessId, Place place, Deed deed) {

  /**
   * Where it was reported.
   *
   * @param ordinal which of the resource's patients, from 0
   * @param actId joins the accesses of one act
   */
  record Place(ForeignEvents.Report report, int ordinal, UUID actId) {}

  /** What was done, as {@link ReportedAct} explains it. */
  record Deed(
      Instant occurredAt,
      Action action,
      RecordKind recordKind,
      Purpose purpose,
      boolean succeeded) {}
}
