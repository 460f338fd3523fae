package org.casenotesaudit.confidentiality.reading;

import static org.casenotesaudit.confidentiality.reading.Names.orNull;
import static org.casenotesaudit.confidentiality.reading.Names.same;
import static org.casenotesaudit.confidentiality.reading.Names.set;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.casenotesaudit.events.AccessAttributed;
import org.casenotesaudit.events.AllocationEnded;
import org.casenotesaudit.events.AllocationMade;
import org.casenotesaudit.events.CaseClosed;
import org.casenotesaudit.events.CaseNoteAmended;
import org.casenotesaudit.events.CaseNoteRecorded;
import org.casenotesaudit.events.CaseOpened;
import org.casenotesaudit.events.CaseReopened;
import org.casenotesaudit.events.ClientRegistered;
import org.casenotesaudit.events.ConcernAssigned;
import org.casenotesaudit.events.ConcernViewed;
import org.casenotesaudit.events.ConflictOfInterestCleared;
import org.casenotesaudit.events.ConflictOfInterestFound;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.LegalRequestAssigned;
import org.casenotesaudit.events.LegalRequestClosed;
import org.casenotesaudit.events.MediaAuthorityRecorded;
import org.casenotesaudit.events.MediaAuthorityWithdrawn;
import org.casenotesaudit.events.RecordRestricted;
import org.casenotesaudit.events.RestrictionLifted;
import org.casenotesaudit.events.WorkerFactsCorrected;
import org.casenotesaudit.rules.facts.AccessId;
import org.casenotesaudit.rules.facts.Assignee;
import org.casenotesaudit.rules.facts.AuthorityKind;
import org.casenotesaudit.rules.facts.AuthorityScope;
import org.casenotesaudit.rules.facts.CaseId;
import org.casenotesaudit.rules.facts.ConflictStrength;
import org.casenotesaudit.rules.facts.EventId;
import org.casenotesaudit.rules.facts.Fact;
import org.casenotesaudit.rules.facts.FactId;
import org.casenotesaudit.rules.facts.LegalRequestKind;
import org.casenotesaudit.rules.facts.MediaUse;
import org.casenotesaudit.rules.facts.Origin;
import org.casenotesaudit.rules.facts.Period;
import org.casenotesaudit.rules.facts.Purpose;
import org.casenotesaudit.rules.facts.RecordId;
import org.casenotesaudit.rules.facts.RecordKind;
import org.casenotesaudit.rules.facts.TeamId;
import org.casenotesaudit.rules.facts.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * From an event to what the rules make of it. The list below is the whole of what this version of
 * the rules looks at; any other event is read and passed over.
 */
public final class EventReader {

  private EventReader() {}

  public static Reading read(SpecificRecord event, Envelope envelope) {
    Origin origin = originOf(envelope, null);
    return switch (event) {
      case ClientRegistered it -> Reading.of(new Fact.ClientRegistered(origin));
      case CaseOpened it ->
          Reading.of(
              new Fact.CaseOpened(
                  origin,
                  new CaseId(it.getCaseId()),
                  new TeamId(it.getTeamId()),
                  it.getOpenedAt()));
      case CaseReopened it ->
          Reading.of(
              new Fact.CaseOpened(
                  origin,
                  new CaseId(it.getCaseId()),
                  new TeamId(it.getTeamId()),
                  it.getReopenedAt()));
      case CaseClosed it ->
          Reading.of(new Fact.CaseClosed(origin, new CaseId(it.getCaseId()), it.getClosedAt()));
      case AllocationMade it ->
          Reading.of(
              new Fact.AllocationMade(
                  originOf(envelope, it.getRequestedBy()),
                  new FactId(it.getAllocationId()),
                  new CaseId(it.getCaseId()),
                  assignee(it.getWorkerId(), it.getTeamId()),
                  period(it.getValidFrom(), it.getValidUntil())));
      case AllocationEnded it ->
          Reading.of(
              new Fact.AllocationEnded(origin, new FactId(it.getAllocationId()), it.getEndedAt()));
      case CaseNoteRecorded it ->
          Reading.of(new Fact.RecordAuthored(origin, new RecordId(it.getNoteId())));
      case CaseNoteAmended it ->
          Reading.of(new Fact.RecordAuthored(origin, new RecordId(it.getNoteId())));
      case MediaAuthorityRecorded it -> Reading.of(authority(it, origin));
      case MediaAuthorityWithdrawn it ->
          Reading.of(new Fact.AuthorityWithdrawn(origin, new FactId(it.getAuthorityId())));
      case RecordRestricted it ->
          Reading.of(
              new Fact.RecordRestricted(
                  origin,
                  new FactId(it.getRestrictionId()),
                  set(it.getNamedWorkerIds(), WorkerId::new),
                  period(it.getValidFrom(), it.getValidUntil())));
      case RestrictionLifted it ->
          Reading.of(
              new Fact.RestrictionLifted(
                  origin, new FactId(it.getRestrictionId()), it.getLiftedAt()));
      case ConflictOfInterestFound it ->
          Reading.of(
              new Fact.ConflictFound(
                  origin,
                  new FactId(it.getConflictId()),
                  new WorkerId(it.getWorkerId()),
                  same(ConflictStrength.class, it.getStrength()),
                  period(it.getValidFrom(), it.getValidUntil())));
      case ConflictOfInterestCleared it ->
          Reading.of(
              new Fact.ConflictCleared(origin, new FactId(it.getConflictId()), it.getClearedAt()));
      case LegalRequestAssigned it ->
          Reading.of(
              new Fact.LegalRequestAssigned(
                  origin,
                  new FactId(it.getRequestId()),
                  same(LegalRequestKind.class, it.getRequestKind()),
                  assignee(it.getWorkerId(), it.getTeamId()),
                  period(it.getValidFrom(), it.getValidUntil())));
      case LegalRequestClosed it ->
          Reading.of(
              new Fact.LegalRequestClosed(origin, new FactId(it.getRequestId()), it.getClosedAt()));
      case ConcernViewed it -> handled(envelope, origin, envelope.getActorId());
      case ConcernAssigned it -> handled(envelope, origin, it.getAssigneeId());
      case AccessAttributed it ->
          Reading.of(
              new Fact.AccessAttributed(
                  origin,
                  new AccessId(it.getAccessId()),
                  new WorkerId(it.getWorkerId()),
                  ActReader.workerFacts(it.getWorkerFacts())));
      case WorkerFactsCorrected it ->
          Reading.of(
              new Fact.WorkerFactsCorrected(
                  origin,
                  new WorkerId(it.getWorkerId()),
                  ActReader.workerFacts(it.getWorkerFacts()),
                  period(it.getValidFrom(), it.getValidUntil())));
      default -> ActReader.read(event, envelope, origin);
    };
  }

  private static Fact authority(MediaAuthorityRecorded it, Origin origin) {
    return new Fact.AuthorityRecorded(
        origin,
        new FactId(it.getAuthorityId()),
        same(AuthorityKind.class, it.getAuthorityKind()),
        it.getRefused(),
        new AuthorityScope(
            set(it.getMediaKinds(), kind -> same(RecordKind.class, kind)),
            set(it.getUses(), use -> same(MediaUse.class, use)),
            set(it.getPurposes(), purpose -> same(Purpose.class, purpose)),
            set(it.getMediaIds(), RecordId::new),
            set(it.getAudienceTeamIds(), TeamId::new)),
        period(it.getValidFrom(), it.getValidUntil()));
  }

  private static Reading handled(Envelope envelope, Origin origin, @Nullable String reviewerId) {
    return reviewerId == null
        ? Reading.NOTHING
        : Reading.of(
            new Fact.ConcernHandled(origin, new WorkerId(reviewerId), envelope.getOccurredAt()));
  }

  private static Origin originOf(Envelope envelope, @Nullable String requestedBy) {
    return new Origin(
        new EventId(envelope.getEventId()),
        orNull(envelope.getActorId(), WorkerId::new),
        envelope.getRecordedAt(),
        orNull(requestedBy, WorkerId::new));
  }

  private static Period period(Instant from, @Nullable Instant until) {
    return new Period(from, until);
  }

  /** The schema promises that exactly one is set; of two, the narrower one is believed. */
  private static Assignee assignee(@Nullable String workerId, @Nullable String teamId) {
    if (workerId != null) {
      return Assignee.worker(workerId);
    }
    return Assignee.team(teamId == null ? "" : teamId);
  }
}
