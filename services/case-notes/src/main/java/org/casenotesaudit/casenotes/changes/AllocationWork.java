package org.casenotesaudit.casenotes.changes;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.UUID;
import org.casenotesaudit.casenotes.deciding.Period;
import org.casenotesaudit.casenotes.records.AllocationRow;
import org.casenotesaudit.casenotes.records.AllocationRows;
import org.casenotesaudit.casenotes.records.CaseRow;
import org.casenotesaudit.casenotes.records.CaseRows;
import org.casenotesaudit.events.AllocationEnded;
import org.casenotesaudit.events.AllocationKind;
import org.casenotesaudit.events.AllocationMade;
import org.casenotesaudit.messaging.IdSource;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Caller;
import org.jspecify.annotations.Nullable;

/** Allocates workers and teams to cases, and ends allocations. */
@Singleton
public class AllocationWork {

  private final ClientChanges changes;
  private final CaseRows cases;
  private final AllocationRows allocations;
  private final IdSource ids;

  AllocationWork(ClientChanges changes, CaseRows cases, AllocationRows allocations, IdSource ids) {
    this.changes = changes;
    this.cases = cases;
    this.allocations = allocations;
    this.ids = ids;
  }

  /**
   * An allocation to be made.
   *
   * @param requestedBy at whose request; null when nobody asked
   */
  public record NewAllocation(
      UUID caseId,
      Assignee assignee,
      AllocationKind kind,
      Period period,
      @Nullable String requestedBy) {}

  /**
   * @throws ProblemException 404 if the case is unknown or closed to the caller
   */
  public UUID allocate(Caller caller, NewAllocation wanted) {
    CaseRow row = cases.findById(wanted.caseId()).orElseThrow(ProblemException::notFoundOnRecord);
    OpenChange change = changes.open(caller, row.clientId());
    UUID allocationId = ids.next();
    Assignee assignee = wanted.assignee();
    Period period = wanted.period();
    allocations.save(
        new AllocationRow(
            allocationId,
            row.caseId(),
            row.clientId(),
            assignee.workerId(),
            assignee.teamId(),
            wanted.kind().name(),
            period.from(),
            period.until(),
            wanted.requestedBy(),
            change.actor(),
            change.now(),
            null));
    countFactChange(change);
    change.publish(
        AllocationMade.newBuilder()
            .setEnvelope(change.envelope())
            .setAllocationId(allocationId.toString())
            .setCaseId(row.caseId().toString())
            .setWorkerId(assignee.workerId())
            .setTeamId(assignee.teamIdText())
            .setAllocationKind(wanted.kind())
            .setValidFrom(period.from())
            .setValidUntil(period.until())
            .setRequestedBy(wanted.requestedBy())
            .build());
    return allocationId;
  }

  /**
   * @throws ProblemException 404 if the allocation is unknown or closed to the caller, 409 if it
   *     had ended, 400 if it would end before it began
   */
  public void end(Caller caller, UUID allocationId, Instant endedAt) {
    AllocationRow row =
        allocations.findById(allocationId).orElseThrow(ProblemException::notFoundOnRecord);
    OpenChange change = changes.open(caller, row.clientId());
    if (endedAt.isBefore(row.validFrom())) {
      throw ProblemException.invalidField(
          "endedAt", endedAt, "not before the allocation began, " + row.validFrom());
    }
    if (allocations.end(allocationId, endedAt) == 0) {
      throw new ProblemException(
          HttpStatus.CONFLICT,
          "allocation-ended",
          "The allocation has ended already (expected: one that holds).");
    }
    countFactChange(change);
    change.publish(
        AllocationEnded.newBuilder()
            .setEnvelope(change.envelope())
            .setAllocationId(allocationId.toString())
            .setCaseId(row.caseId().toString())
            .setEndedAt(endedAt)
            .build());
  }

  /** Only where whereabouts are protected does a decision look at allocations. */
  private static void countFactChange(OpenChange change) {
    if (change.client().protectedLocation()) {
      change.decidingFactsChanged();
    }
  }
}
