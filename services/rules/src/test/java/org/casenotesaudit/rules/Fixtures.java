package org.casenotesaudit.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.casenotesaudit.rules.facts.*;
import org.casenotesaudit.rules.facts.Fact.*;
import org.casenotesaudit.rules.judgement.*;
import org.casenotesaudit.rules.pack.Parameters;
import org.casenotesaudit.rules.pack.RulePack;

/**
 * A small agency to tell stories with. Day 0 is the day the client came; a fact is on record when
 * it holds, unless told.
 */
final class Fixtures {

  static final WorkerId MARIA = new WorkerId("maria");
  static final WorkerId COLIN = new WorkerId("colin");
  static final WorkerId SOFIA = new WorkerId("sofia");
  static final WorkerId OMAR = new WorkerId("omar");
  static final TeamId NORTH = new TeamId("north");
  static final TeamId SOUTH = new TeamId("south");
  static final CaseId CASE = new CaseId("case");
  static final RecordId NOTE = new RecordId("note");
  static final RecordId FILM = new RecordId("film");
  static final RulePack PACK =
      new RulePack("default", "1", "digest", Parameters.defaults(), Set.of());

  private Fixtures() {}

  static Instant day(double days) {
    return Instant.parse("2026-01-01T09:00:00Z").plusSeconds((long) (days * 86_400));
  }

  static Instant after(Instant moment, Duration time) {
    return moment.plus(time);
  }

  /** A client file under construction; facts are recorded by Sofia unless {@link #by} says else. */
  static final class Story {
    final List<Fact> facts = new ArrayList<>();
    final List<Access> acts = new ArrayList<>();
    private int events;
    private WorkerId recorder = SOFIA;
    private Instant recordedAt;
    private WorkerId requestedBy;

    Story by(WorkerId worker) {
      recorder = worker;
      return this;
    }

    Story atRequestOf(WorkerId worker) {
      requestedBy = worker;
      return this;
    }

    /** The next fact is recorded then, whatever day it holds from. */
    Story recordedOn(Instant moment) {
      recordedAt = moment;
      return this;
    }

    private Origin origin(Instant holdsFrom) {
      Origin origin =
          new Origin(
              new EventId("event-%03d".formatted(++events)),
              recorder,
              recordedAt == null ? holdsFrom : recordedAt,
              requestedBy);
      recorder = SOFIA;
      recordedAt = null;
      requestedBy = null;
      return origin;
    }

    private Story with(Fact fact) {
      facts.add(fact);
      return this;
    }

    Story clientComes() {
      return with(new ClientRegistered(origin(day(0))))
          .with(new CaseOpened(origin(day(0)), CASE, NORTH, day(0)));
    }

    Story caseCloses(double on) {
      return with(new CaseClosed(origin(day(on)), CASE, day(on)));
    }

    Story caseReopens(double on) {
      return caseReopens(NORTH, on);
    }

    Story caseReopens(TeamId team, double on) {
      return with(new CaseOpened(origin(day(on)), CASE, team, day(on)));
    }

    Story allocated(WorkerId worker, double from) {
      return with(
          new AllocationMade(
              origin(day(from)),
              new FactId("allocation-" + worker),
              CASE,
              new Assignee.OneWorker(worker),
              Period.since(day(from))));
    }

    Story teamAllocated(TeamId team, double from) {
      return with(
          new AllocationMade(
              origin(day(from)),
              new FactId("allocation-" + team),
              CASE,
              new Assignee.WholeTeam(team),
              Period.since(day(from))));
    }

    Story teamAllocationEnds(TeamId team, double on) {
      return with(new AllocationEnded(origin(day(on)), new FactId("allocation-" + team), day(on)));
    }

    Story allocationEnds(WorkerId worker, double on) {
      return with(
          new AllocationEnded(origin(day(on)), new FactId("allocation-" + worker), day(on)));
    }

    Story legalRequest(LegalRequestKind kind, WorkerId to, double from) {
      return with(
          new LegalRequestAssigned(
              origin(day(from)),
              new FactId("request"),
              kind,
              new Assignee.OneWorker(to),
              Period.since(day(from))));
    }

    Story legalRequestTo(LegalRequestKind kind, TeamId team, double from) {
      return with(
          new LegalRequestAssigned(
              origin(day(from)),
              new FactId("request"),
              kind,
              new Assignee.WholeTeam(team),
              Period.since(day(from))));
    }

    Story legalRequestCloses(double on) {
      return with(new LegalRequestClosed(origin(day(on)), new FactId("request"), day(on)));
    }

    Story restrictedTo(WorkerId named, double from) {
      return with(
          new RecordRestricted(
              origin(day(from)),
              new FactId("restriction"),
              Set.of(named),
              Period.since(day(from))));
    }

    Story restrictionLifted(double on) {
      return with(new RestrictionLifted(origin(day(on)), new FactId("restriction"), day(on)));
    }

    Story conflict(WorkerId worker, ConflictStrength strength, double from) {
      return with(
          new ConflictFound(
              origin(day(from)),
              new FactId("conflict"),
              worker,
              strength,
              Period.since(day(from))));
    }

    Story conflictCleared(double on) {
      return with(new ConflictCleared(origin(day(on)), new FactId("conflict"), day(on)));
    }

    Story authority(String id, AuthorityKind kind, double from, Set<Purpose> purposes) {
      return authority(id, kind, false, from, purposes);
    }

    Story refusal(double from) {
      return refusal(AuthorityKind.OWN_CONSENT, from, Set.of());
    }

    Story refusal(AuthorityKind kind, double from, Set<Purpose> purposes) {
      return refusal("refusal", kind, from, purposes);
    }

    Story refusal(String id, AuthorityKind kind, double from, Set<Purpose> purposes) {
      return authority(id, kind, true, from, purposes);
    }

    private Story authority(
        String id, AuthorityKind kind, boolean refused, double from, Set<Purpose> purposes) {
      var scope =
          new AuthorityScope(
              Set.of(RecordKind.VIDEO),
              Set.of(MediaUse.CAPTURE, MediaUse.VIEW),
              purposes,
              Set.of(),
              Set.of());
      return with(
          new AuthorityRecorded(
              origin(day(from)), new FactId(id), kind, refused, scope, Period.since(day(from))));
    }

    /** The client's own consent, for that scope and time only. */
    Story consent(AuthorityScope scope, Period period) {
      return narrow(AuthorityKind.OWN_CONSENT, scope, period);
    }

    private Story narrow(AuthorityKind kind, AuthorityScope scope, Period period) {
      return with(
          new AuthorityRecorded(
              origin(period.from()), new FactId("narrow-" + kind), kind, false, scope, period));
    }

    /** The client's own consent to one recording by name, given then. */
    Story consentTo(RecordId recording, double from) {
      return authorityTo(recording, AuthorityKind.OWN_CONSENT, from);
    }

    Story authorityTo(RecordId recording, AuthorityKind kind, double from) {
      return narrow(
          kind,
          new AuthorityScope(
              Set.of(),
              Set.of(MediaUse.CAPTURE, MediaUse.VIEW),
              Set.of(),
              Set.of(recording),
              Set.of()),
          Period.since(day(from)));
    }

    Story withdrawn(String id, double on) {
      return with(new AuthorityWithdrawn(origin(day(on)), new FactId(id)));
    }

    Story authored(WorkerId author, RecordId record, double on) {
      return by(author).with(new RecordAuthored(origin(day(on)), record));
    }

    Story concernInHandOf(WorkerId officer, double on) {
      return by(officer).with(new ConcernHandled(origin(day(on)), officer, day(on)));
    }

    Story corrected(WorkerId worker, WorkerFacts facts, double from, double recordedOn) {
      return recordedOn(day(recordedOn))
          .with(
              new WorkerFactsCorrected(origin(day(from)), worker, facts, Period.since(day(from))));
    }

    /** Who made an access that nobody's name came with becomes known. */
    Story learned(Access access, WorkerId worker, double on) {
      return learned(
          access, worker, new WorkerFacts(1, Set.of("practitioner"), Set.of(SOUTH), Set.of()), on);
    }

    Story learned(Access access, WorkerId worker, WorkerFacts facts, double on) {
      return with(new AccessAttributed(origin(day(on)), access.accessId(), worker, facts));
    }

    Story happened(Access... accesses) {
      acts.addAll(Arrays.asList(accesses));
      return this;
    }

    ClientFile file(Instant observedUntil) {
      return ClientFile.of(facts, acts, observedUntil);
    }

    /** Judged when the stream has come just as far as the access. */
    Judgement judge(Access access) {
      return judge(access, access.occurredAt());
    }

    Judgement judge(Access access, Instant observedUntil) {
      happened(access);
      return Judge.judge(access, file(observedUntil), PACK);
    }
  }

  static Story aStory() {
    return new Story();
  }

  /** An access that another system reported without a name that means anybody here. */
  static AnAccess anAccessOfNobodyKnown() {
    return new AnAccess(WorkerId.NOBODY).unknownToTheDirectory();
  }

  static AnAccess anAccess(WorkerId by) {
    return new AnAccess(by);
  }

  /** One access: a view of a note of the case, for direct care, unless told otherwise. */
  static final class AnAccess {
    private final WorkerId worker;
    private Instant at = day(100);
    private Target target = new Target(RecordKind.CASE_NOTE, NOTE, CASE);
    private Action action = Action.VIEW;
    private Purpose purpose = Purpose.DIRECT_CARE;
    private WorkerFacts facts = new WorkerFacts(1, Set.of("practitioner"), Set.of(), Set.of());
    private Nature nature = new Nature.Opened(null);
    private Instant recordedAt;
    private String id;

    private AnAccess(WorkerId worker) {
      this.worker = worker;
    }

    AnAccess on(double day) {
      at = day(day);
      return this;
    }

    AnAccess at(Instant moment) {
      at = moment;
      return this;
    }

    /** Another system reported it only then. */
    AnAccess reportedOn(double day) {
      recordedAt = day(day);
      return this;
    }

    AnAccess toWholeClient() {
      target = new Target(RecordKind.CLIENT_IDENTITY, null, null);
      return this;
    }

    AnAccess toFilm() {
      target = new Target(RecordKind.VIDEO, FILM, CASE);
      return this;
    }

    AnAccess to(RecordKind kind, RecordId record) {
      target = new Target(kind, record, CASE);
      return this;
    }

    AnAccess as(Action done) {
      action = done;
      return this;
    }

    AnAccess forPurpose(Purpose stated) {
      purpose = stated;
      return this;
    }

    AnAccess inTeam(TeamId team) {
      facts = new WorkerFacts(1, facts.roles(), Set.of(team), facts.supervisees());
      return this;
    }

    AnAccess withRole(String role) {
      facts = new WorkerFacts(1, Set.of(role), facts.teams(), facts.supervisees());
      return this;
    }

    AnAccess supervising(WorkerId supervisee) {
      facts = new WorkerFacts(1, facts.roles(), facts.teams(), Set.of(supervisee));
      return this;
    }

    AnAccess unknownToTheDirectory() {
      facts = WorkerFacts.unknown();
      return this;
    }

    AnAccess breakingGlassFor(Duration time) {
      nature = new Nature.Opened(at.plus(time));
      return this;
    }

    AnAccess refused() {
      nature = new Nature.Refused("RECORD_RESTRICTED", true);
      return this;
    }

    AnAccess capturing() {
      return capturing(0);
    }

    AnAccess capturing(int unidentifiedSubjects) {
      toFilm();
      action = Action.CREATE;
      nature = new Nature.Captured(at, unidentifiedSubjects);
      facts = WorkerFacts.unknown();
      return this;
    }

    AnAccess named(String id) {
      this.id = id;
      return this;
    }

    Access done() {
      String name = id == null ? worker + "@" + at : id;
      return new Access(
          new AccessId(name),
          new EventId("e-" + name),
          ActingWorker.asReported(worker, facts),
          at,
          recordedAt == null ? at : recordedAt,
          target,
          action,
          purpose,
          nature);
    }
  }

  static List<String> explanationsOf(Answer answer) {
    return answer.explanations().stream().map(HeldExplanation::explanationId).toList();
  }

  static List<String> openConcernsOf(Answer answer) {
    return answer.concerns().stream().filter(Finding::isOpen).map(Finding::concernId).toList();
  }

  static Finding concern(Answer answer, String id) {
    return answer.concerns().stream()
        .filter(finding -> finding.concernId().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError(id + " does not hold: " + answer));
  }

  static List<String> alertsOf(Judgement judgement) {
    return Alert.from(judgement).stream().map(alert -> alert.finding().concernId()).toList();
  }
}
