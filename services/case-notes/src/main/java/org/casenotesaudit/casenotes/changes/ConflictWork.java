package org.casenotesaudit.casenotes.changes;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.casenotesaudit.casenotes.deciding.Period;
import org.casenotesaudit.casenotes.records.ConflictRow;
import org.casenotesaudit.casenotes.records.ConflictRows;
import org.casenotesaudit.casenotes.records.SealedRecords;
import org.casenotesaudit.casenotes.sealing.Place;
import org.casenotesaudit.events.ConflictOfInterestCleared;
import org.casenotesaudit.events.ConflictOfInterestFound;
import org.casenotesaudit.events.ConflictStrength;
import org.casenotesaudit.messaging.IdSource;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Caller;

/** Records conflicts of interest: how strong goes out, of what kind stays here. */
@Singleton
public class ConflictWork {

  private final ClientChanges changes;
  private final ConflictRows conflicts;
  private final SealedRecords seals;
  private final IdSource ids;

  ConflictWork(ClientChanges changes, ConflictRows conflicts, SealedRecords seals, IdSource ids) {
    this.changes = changes;
    this.conflicts = conflicts;
    this.seals = seals;
    this.ids = ids;
  }

  /** A conflict to be recorded. */
  public record NewConflict(
      String workerId, ConflictKind kind, ConflictStrength strength, Period period) {}

  /**
   * @throws ProblemException 404 if the client is unknown or closed to the caller
   */
  public UUID record(Caller caller, UUID clientId, NewConflict wanted) {
    OpenChange change = changes.open(caller, clientId);
    UUID conflictId = ids.next();
    conflicts.save(
        new ConflictRow(
            conflictId,
            clientId,
            wanted.workerId(),
            seals.seal(change.client(), wanted.kind().name(), Place.conflictKind(conflictId)),
            wanted.strength().name(),
            wanted.period().from(),
            wanted.period().until(),
            change.actor(),
            change.now(),
            null));
    change.publish(
        ConflictOfInterestFound.newBuilder()
            .setEnvelope(change.envelope())
            .setConflictId(conflictId.toString())
            .setWorkerId(wanted.workerId())
            .setStrength(wanted.strength())
            .setValidFrom(wanted.period().from())
            .setValidUntil(wanted.period().until())
            .build());
    return conflictId;
  }

  /**
   * @throws ProblemException 404 if the conflict is unknown or closed to the caller, 403 if it is
   *     the caller's own, 409 if it was cleared before
   */
  public void clear(Caller caller, UUID conflictId) {
    ConflictRow row =
        conflicts.findById(conflictId).orElseThrow(ProblemException::notFoundOnRecord);
    OpenChange change = changes.open(caller, row.clientId());
    if (caller.subject().equals(row.workerId())) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN,
          "own-conflict",
          "The conflict is your own (expected: cleared by somebody else).");
    }
    if (conflicts.clear(conflictId, change.now()) == 0) {
      throw new ProblemException(
          HttpStatus.CONFLICT,
          "conflict-cleared",
          "The conflict was cleared before (expected: one that holds).");
    }
    change.publish(
        ConflictOfInterestCleared.newBuilder()
            .setEnvelope(change.envelope())
            .setConflictId(conflictId.toString())
            .setClearedAt(change.now())
            .build());
  }
}
