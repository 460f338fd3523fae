package org.casenotesaudit.casenotes.changes;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.casenotes.deciding.Period;
import org.casenotesaudit.casenotes.records.Codes;
import org.casenotesaudit.casenotes.records.RestrictionRow;
import org.casenotesaudit.casenotes.records.RestrictionRows;
import org.casenotesaudit.events.RecordRestricted;
import org.casenotesaudit.events.RestrictionLifted;
import org.casenotesaudit.messaging.IdSource;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Caller;

/** Closes a client's record to all but named workers, and opens it again. */
@Singleton
public class RestrictionWork {

  private final ClientChanges changes;
  private final RestrictionRows restrictions;
  private final IdSource ids;

  RestrictionWork(ClientChanges changes, RestrictionRows restrictions, IdSource ids) {
    this.changes = changes;
    this.restrictions = restrictions;
    this.ids = ids;
  }

  /**
   * @throws ProblemException 404 if the client is unknown or closed to the caller
   */
  public UUID restrict(Caller caller, UUID clientId, List<String> namedWorkerIds, Period period) {
    OpenChange change = changes.openAlsoToPrivacyLead(caller, clientId);
    UUID restrictionId = ids.next();
    restrictions.save(
        new RestrictionRow(
            restrictionId,
            clientId,
            Codes.joined(namedWorkerIds),
            period.from(),
            period.until(),
            change.actor(),
            change.now(),
            null));
    change.decidingFactsChanged();
    change.publish(
        RecordRestricted.newBuilder()
            .setEnvelope(change.envelope())
            .setRestrictionId(restrictionId.toString())
            .setNamedWorkerIds(namedWorkerIds)
            .setValidFrom(period.from())
            .setValidUntil(period.until())
            .build());
    return restrictionId;
  }

  /**
   * @throws ProblemException 404 if the restriction is unknown or the record closed to the caller,
   *     409 if it was lifted before, 400 if it would end before it began
   */
  public void lift(Caller caller, UUID restrictionId, Instant liftedAt) {
    RestrictionRow row =
        restrictions.findById(restrictionId).orElseThrow(ProblemException::notFoundOnRecord);
    OpenChange change = changes.openAlsoToPrivacyLead(caller, row.clientId());
    if (liftedAt.isBefore(row.validFrom())) {
      throw ProblemException.invalidField(
          "liftedAt", liftedAt, "not before the restriction began, " + row.validFrom());
    }
    if (restrictions.lift(restrictionId, liftedAt) == 0) {
      throw new ProblemException(
          HttpStatus.CONFLICT,
          "restriction-lifted",
          "The restriction was lifted before (expected: one that holds).");
    }
    change.decidingFactsChanged();
    change.publish(
        RestrictionLifted.newBuilder()
            .setEnvelope(change.envelope())
            .setRestrictionId(restrictionId.toString())
            .setLiftedAt(liftedAt)
            .build());
  }
}
