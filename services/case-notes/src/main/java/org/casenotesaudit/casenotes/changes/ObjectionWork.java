package org.casenotesaudit.casenotes.changes;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.casenotesaudit.casenotes.records.ObjectionRow;
import org.casenotesaudit.casenotes.records.ObjectionRows;
import org.casenotesaudit.casenotes.records.SealedRecords;
import org.casenotesaudit.casenotes.sealing.Place;
import org.casenotesaudit.events.ObjectionDecided;
import org.casenotesaudit.events.ObjectionOutcome;
import org.casenotesaudit.events.ObjectionRaised;
import org.casenotesaudit.messaging.IdSource;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Caller;
import org.jspecify.annotations.Nullable;

/** Records that a client objects to accesses by a worker or a team, and how that was decided. */
@Singleton
public class ObjectionWork {

  private final ClientChanges changes;
  private final ObjectionRows objections;
  private final SealedRecords seals;
  private final IdSource ids;

  ObjectionWork(
      ClientChanges changes, ObjectionRows objections, SealedRecords seals, IdSource ids) {
    this.changes = changes;
    this.objections = objections;
    this.seals = seals;
    this.ids = ids;
  }

  /**
   * How an objection is decided.
   *
   * @param reason in the words of who decides; sealed, never in an event. Null only where it is
   *     upheld
   */
  public record Ruling(ObjectionOutcome outcome, boolean clientTold, @Nullable String reason) {

    /** People's words stay out of logs even where somebody logs the record. */
    @Override
    public String toString() {
      return "Ruling[sealed]";
    }
  }

  /**
   * @throws ProblemException 404 if the client is unknown or closed to the caller
   */
  public UUID raise(Caller caller, UUID clientId, Assignee against, Instant raisedAt) {
    OpenChange change = changes.open(caller, clientId);
    UUID objectionId = ids.next();
    objections.save(
        new ObjectionRow(
            objectionId,
            clientId,
            against.workerId(),
            against.teamId(),
            raisedAt,
            change.actor(),
            change.now(),
            null,
            null,
            null,
            null));
    change.publish(
        ObjectionRaised.newBuilder()
            .setEnvelope(change.envelope())
            .setObjectionId(objectionId.toString())
            .setWorkerId(against.workerId())
            .setTeamId(against.teamIdText())
            .setRaisedAt(raisedAt)
            .build());
    return objectionId;
  }

  /**
   * @throws ProblemException 404 if the objection is unknown or closed to the caller, 403 if it is
   *     against the caller or recorded by the caller, 409 if it was decided before
   */
  public void decide(Caller caller, UUID objectionId, Ruling ruling) {
    ObjectionRow row =
        objections.findById(objectionId).orElseThrow(ProblemException::notFoundOnRecord);
    OpenChange change = changes.openAlsoToPrivacyLead(caller, row.clientId());
    if (caller.subject().equals(row.workerId())) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN,
          "own-objection",
          "The objection is against you (expected: a decision by somebody else).");
    }
    if (caller.subject().equals(row.recordedBy())) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN,
          "own-record",
          "You recorded the objection (expected: a decision by somebody else).");
    }
    if (objections.decide(
            objectionId,
            ruling.outcome().name(),
            ruling.clientTold(),
            change.now(),
            sealed(change, objectionId, ruling.reason()))
        == 0) {
      throw new ProblemException(
          HttpStatus.CONFLICT,
          "objection-decided",
          "The objection was decided before (expected: an open one).");
    }
    change.publish(
        ObjectionDecided.newBuilder()
            .setEnvelope(change.envelope())
            .setObjectionId(objectionId.toString())
            .setOutcome(ruling.outcome())
            .setDecidedAt(change.now())
            .setClientTold(ruling.clientTold())
            .build());
  }

  private byte @Nullable [] sealed(OpenChange change, UUID objectionId, @Nullable String reason) {
    return reason == null
        ? null
        : seals.seal(change.client(), reason, Place.objectionReason(objectionId));
  }
}
