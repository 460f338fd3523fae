package org.casenotesaudit.confidentiality.reading;

import static org.casenotesaudit.confidentiality.reading.Names.orNull;
import static org.casenotesaudit.confidentiality.reading.Names.same;
import static org.casenotesaudit.confidentiality.reading.Names.set;

import org.apache.avro.specific.SpecificRecord;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.AccessRefused;
import org.casenotesaudit.events.BreakGlass;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.MediaCaptured;
import org.casenotesaudit.events.RefusalReason;
import org.casenotesaudit.rules.facts.Access;
import org.casenotesaudit.rules.facts.AccessId;
import org.casenotesaudit.rules.facts.ActingWorker;
import org.casenotesaudit.rules.facts.Action;
import org.casenotesaudit.rules.facts.CaseId;
import org.casenotesaudit.rules.facts.EventId;
import org.casenotesaudit.rules.facts.Fact;
import org.casenotesaudit.rules.facts.Nature;
import org.casenotesaudit.rules.facts.Origin;
import org.casenotesaudit.rules.facts.Purpose;
import org.casenotesaudit.rules.facts.RecordId;
import org.casenotesaudit.rules.facts.RecordKind;
import org.casenotesaudit.rules.facts.Target;
import org.casenotesaudit.rules.facts.TeamId;
import org.casenotesaudit.rules.facts.WorkerFacts;
import org.casenotesaudit.rules.facts.WorkerId;
import org.jspecify.annotations.Nullable;

/** The events that tell of an act: something was opened, refused, or recorded. */
final class ActReader {

  private ActReader() {}

  static Reading read(SpecificRecord event, Envelope envelope, Origin origin) {
    return switch (event) {
      case AccessObserved it ->
          Reading.of(
              act(
                  envelope,
                  it.getAccessId(),
                  target(it.getRecordKind(), it.getRecordId(), it.getCaseId()),
                  new Stated(it.getAction(), it.getPurpose()),
                  workerFacts(it.getWorkerFacts()),
                  opened(it.getBreakGlass())));
      case AccessRefused it ->
          Reading.of(
              act(
                  envelope,
                  it.getAccessId(),
                  target(it.getRecordKind(), it.getRecordId(), null),
                  new Stated(it.getAction(), it.getPurpose()),
                  workerFacts(it.getWorkerFacts()),
                  new Nature.Refused(it.getReason().name(), isAttempt(it.getReason()))));
      case MediaCaptured it ->
          new Reading(
              new Fact.RecordAuthored(origin, new RecordId(it.getMediaId())),
              act(
                  envelope,
                  // One event for each client in the picture: each is an act of its own.
                  envelope.getEventId(),
                  target(it.getMediaKind(), it.getMediaId(), it.getCaseId()),
                  new Stated(
                      org.casenotesaudit.events.Action.CREATE,
                      org.casenotesaudit.events.Purpose.UNKNOWN),
                  WorkerFacts.unknown(),
                  new Nature.Captured(it.getCapturedAt(), it.getUnidentifiedSubjectCount())));
      default -> Reading.NOTHING;
    };
  }

  /** Not what a race withheld, nor the question whether this is an emergency. */
  private static boolean isAttempt(RefusalReason reason) {
    return reason != RefusalReason.FACTS_CHANGED && reason != RefusalReason.BREAK_GLASS_NEEDED;
  }

  static WorkerFacts workerFacts(org.casenotesaudit.events.WorkerFacts facts) {
    return new WorkerFacts(
        facts.getDirectoryVersion(),
        set(facts.getRoles(), role -> role),
        set(facts.getTeamIds(), TeamId::new),
        set(facts.getSuperviseeIds(), WorkerId::new));
  }

  private record Stated(
      org.casenotesaudit.events.Action action, org.casenotesaudit.events.Purpose purpose) {}

  private static Access act(
      Envelope envelope,
      String accessId,
      Target target,
      Stated stated,
      WorkerFacts workerFacts,
      Nature nature) {
    String actor = envelope.getActorId();
    return new Access(
        new AccessId(accessId),
        new EventId(envelope.getEventId()),
        ActingWorker.asReported(actor == null ? WorkerId.NOBODY : new WorkerId(actor), workerFacts),
        envelope.getOccurredAt(),
        envelope.getRecordedAt(),
        target,
        same(Action.class, stated.action()),
        same(Purpose.class, stated.purpose()),
        nature);
  }

  private static Target target(Enum<?> kind, @Nullable String recordId, @Nullable String caseId) {
    return new Target(
        same(RecordKind.class, kind), orNull(recordId, RecordId::new), orNull(caseId, CaseId::new));
  }

  private static Nature opened(@Nullable BreakGlass glass) {
    return new Nature.Opened(glass == null ? null : glass.getValidUntil());
  }
}
