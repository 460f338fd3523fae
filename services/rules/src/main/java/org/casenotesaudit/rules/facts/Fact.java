package org.casenotesaudit.rules.facts;

import java.time.Instant;
import java.util.Set;

/**
 * One recorded fact about a client. Each says who recorded it and when ({@link Origin}), and since
 * when it holds: the two are different, and judging needs both.
 */
public sealed interface Fact {

  Origin origin();

  /**
   * The earliest act that this fact could make look different, by what the fact says itself; {@link
   * ClientFile#reachOf} knows better where a fact names an act or a recording.
   */
  Instant reachesBackTo();

  /** The client is known to case-notes. Reaches back to everything that was undetermined. */
  record ClientRegistered(Origin origin) implements Fact {
    @Override
    public Instant reachesBackTo() {
      return Instant.MIN;
    }
  }

  /** A case was opened, or opened again, and a team holds it. */
  record CaseOpened(Origin origin, CaseId caseId, TeamId team, Instant openedAt) implements Fact {
    @Override
    public Instant reachesBackTo() {
      // Not openedAt: that the client has a case at all turns undetermined into unexplained.
      return Instant.MIN;
    }
  }

  record CaseClosed(Origin origin, CaseId caseId, Instant closedAt) implements Fact {
    @Override
    public Instant reachesBackTo() {
      return closedAt;
    }
  }

  record AllocationMade(
      Origin origin, FactId allocationId, CaseId caseId, Assignee to, Period period)
      implements Fact {
    @Override
    public Instant reachesBackTo() {
      return period.from();
    }
  }

  record AllocationEnded(Origin origin, FactId allocationId, Instant endedAt) implements Fact {
    @Override
    public Instant reachesBackTo() {
      return endedAt;
    }
  }

  /** A note was written or amended, or a recording uploaded: the recorder is its author. */
  record RecordAuthored(Origin origin, RecordId recordId) implements Fact {
    @Override
    public Instant reachesBackTo() {
      return origin.recordedAt();
    }
  }

  /**
   * An authority for media was recorded, or its refusal.
   *
   * @param refused authority was asked for and refused: blocks instead of allowing
   */
  record AuthorityRecorded(
      Origin origin,
      FactId authorityId,
      AuthorityKind kind,
      boolean refused,
      AuthorityScope scope,
      Period period)
      implements Fact {
    @Override
    public Instant reachesBackTo() {
      return period.from();
    }
  }

  /** Stops uses from its recording on, not from the day it was spoken: nobody knew before. */
  record AuthorityWithdrawn(Origin origin, FactId authorityId) implements Fact {
    @Override
    public Instant reachesBackTo() {
      return origin.recordedAt();
    }
  }

  record RecordRestricted(Origin origin, FactId restrictionId, Set<WorkerId> named, Period period)
      implements Fact {
    public RecordRestricted {
      named = Set.copyOf(named);
    }

    @Override
    public Instant reachesBackTo() {
      return period.from();
    }
  }

  record RestrictionLifted(Origin origin, FactId restrictionId, Instant liftedAt) implements Fact {
    @Override
    public Instant reachesBackTo() {
      return liftedAt;
    }
  }

  record ConflictFound(
      Origin origin, FactId conflictId, WorkerId worker, ConflictStrength strength, Period period)
      implements Fact {
    @Override
    public Instant reachesBackTo() {
      return period.from();
    }
  }

  record ConflictCleared(Origin origin, FactId conflictId, Instant clearedAt) implements Fact {
    @Override
    public Instant reachesBackTo() {
      return clearedAt;
    }
  }

  record LegalRequestAssigned(
      Origin origin, FactId requestId, LegalRequestKind kind, Assignee to, Period period)
      implements Fact {
    @Override
    public Instant reachesBackTo() {
      return period.from();
    }
  }

  record LegalRequestClosed(Origin origin, FactId requestId, Instant closedAt) implements Fact {
    @Override
    public Instant reachesBackTo() {
      return closedAt;
    }
  }

  /** A reviewer opened or was given a concern about this client in the console. */
  record ConcernHandled(Origin origin, WorkerId reviewer, Instant handledAt) implements Fact {
    @Override
    public Instant reachesBackTo() {
      return handledAt;
    }
  }

  /**
   * Who made an access became known: the id by which another system named the worker was mapped.
   * Counts in both answers, because it changes what is known about the access, not what the worker
   * knew.
   *
   * @param facts what the directory says about the worker at the moment of the access
   */
  record AccessAttributed(Origin origin, AccessId accessId, WorkerId worker, WorkerFacts facts)
      implements Fact {
    @Override
    public Instant reachesBackTo() {
      // The fact does not say when the access was; a client file that holds it does.
      return Instant.MIN;
    }
  }

  /** The directory corrected what it had said about a worker. */
  record WorkerFactsCorrected(Origin origin, WorkerId worker, WorkerFacts corrected, Period period)
      implements Fact {
    @Override
    public Instant reachesBackTo() {
      return period.from();
    }
  }
}
