package org.casenotesaudit.confidentiality.topology;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.casenotesaudit.events.*;
import org.casenotesaudit.events.catalogue.Topic;
import org.casenotesaudit.events.catalogue.Topics;

/**
 * Something that happened in a made-up agency, as the event that tells of it. Each is told when it
 * holds unless {@link Teller#recordedOn} says otherwise.
 */
public record Happening(Topic topic, Envelope envelope, SpecificRecord event) {

  public static final String CLIENT = id("client");
  public static final String CASE = id("case");
  public static final String NOTE = id("note");
  public static final String FILM = id("film");
  public static final String MARIA = id("maria");
  public static final String COLIN = id("colin");
  public static final String SOFIA = id("sofia");
  public static final String NORTH = id("north");
  public static final String SOUTH = id("south");

  public static String id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  public static Instant day(double days) {
    return Instant.parse("2026-01-01T09:00:00Z").plusSeconds((long) (days * 86_400));
  }

  public static Teller named(String name) {
    return new Teller(name);
  }

  /** Tells of one happening; its name is its event id, so that telling it twice is one event. */
  public static final class Teller {
    private final String name;
    private String by = SOFIA;
    private String client = CLIENT;
    private Instant recordedAt;
    private Instant reportedAt;
    private Purpose purpose = Purpose.DIRECT_CARE;
    private Action action = Action.VIEW;
    private String role = "practitioner";
    private List<String> teams = List.of();
    private List<String> supervisees = List.of();

    private Teller(String name) {
      this.name = name;
    }

    /** Another system named somebody who means nobody here. */
    public Teller byNobodyKnown() {
      by = null;
      return this;
    }

    public Teller by(String worker) {
      by = worker;
      return this;
    }

    public Teller of(String clientId) {
      client = clientId;
      return this;
    }

    public Teller recordedOn(double day) {
      recordedAt = day(day);
      return this;
    }

    /** For an act: another system reports it only then. */
    public Teller reportedOn(double day) {
      reportedAt = day(day);
      return this;
    }

    public Teller forPurpose(Purpose stated) {
      purpose = stated;
      return this;
    }

    public Teller doing(Action done) {
      action = done;
      return this;
    }

    public Teller inRole(String held) {
      role = held;
      return this;
    }

    public Teller inTeam(String team) {
      teams = List.of(team);
      return this;
    }

    public Teller supervising(String worker) {
      supervisees = List.of(worker);
      return this;
    }

    private Envelope envelope(Instant holdsFrom, String source) {
      Instant recorded = recordedAt == null ? holdsFrom : recordedAt;
      return Envelope.newBuilder()
          .setEventId(id(name))
          .setAgencyId("demo")
          .setSource(source)
          .setSourceSequence(1)
          .setOccurredAt(reportedAt == null ? recorded : holdsFrom)
          .setRecordedAt(reportedAt == null ? recorded : reportedAt)
          .setActorId(by)
          .setClientId(client)
          .build();
    }

    private Happening note(Envelope envelope, SpecificRecord event) {
      return new Happening(Topics.CASE_NOTES_RECORD, envelope, event);
    }

    private Envelope noted(double day) {
      return envelope(day(day), "case-notes");
    }

    public Happening clientRegistered() {
      Envelope envelope = noted(0);
      return note(envelope, ClientRegistered.newBuilder().setEnvelope(envelope).build());
    }

    public Happening caseOpened(String team, double day) {
      Envelope envelope = noted(day);
      return note(
          envelope,
          CaseOpened.newBuilder()
              .setEnvelope(envelope)
              .setCaseId(CASE)
              .setTeamId(team)
              .setOpenedAt(day(day))
              .build());
    }

    public Happening caseClosed(double day) {
      Envelope envelope = noted(day);
      return note(
          envelope,
          CaseClosed.newBuilder()
              .setEnvelope(envelope)
              .setCaseId(CASE)
              .setClosedAt(day(day))
              .build());
    }

    public Happening caseReopened(double day) {
      Envelope envelope = noted(day);
      return note(
          envelope,
          CaseReopened.newBuilder()
              .setEnvelope(envelope)
              .setCaseId(CASE)
              .setTeamId(NORTH)
              .setReopenedAt(day(day))
              .build());
    }

    public Happening allocated(String worker, double day) {
      Envelope envelope = noted(day);
      return note(
          envelope,
          AllocationMade.newBuilder()
              .setEnvelope(envelope)
              .setAllocationId(id("allocation-" + worker))
              .setCaseId(CASE)
              .setWorkerId(worker)
              .setAllocationKind(AllocationKind.KEY_WORKER)
              .setValidFrom(day(day))
              .build());
    }

    public Happening teamAllocated(String team, double day) {
      Envelope envelope = noted(day);
      return note(
          envelope,
          AllocationMade.newBuilder()
              .setEnvelope(envelope)
              .setAllocationId(id("allocation-" + team))
              .setCaseId(CASE)
              .setTeamId(team)
              .setAllocationKind(AllocationKind.TEAM)
              .setValidFrom(day(day))
              .build());
    }

    public Happening allocationEnded(String workerOrTeam, double day) {
      Envelope envelope = noted(day);
      return note(
          envelope,
          AllocationEnded.newBuilder()
              .setEnvelope(envelope)
              .setAllocationId(id("allocation-" + workerOrTeam))
              .setCaseId(CASE)
              .setEndedAt(day(day))
              .build());
    }

    public Happening noteWritten(double day) {
      Envelope envelope = noted(day);
      return note(
          envelope,
          CaseNoteRecorded.newBuilder()
              .setEnvelope(envelope)
              .setNoteId(NOTE)
              .setCaseId(CASE)
              .setVersion(1)
              .setContactAt(day(day))
              .build());
    }

    public Happening noteAmended(double day) {
      Envelope envelope = noted(day);
      return note(
          envelope,
          CaseNoteAmended.newBuilder()
              .setEnvelope(envelope)
              .setNoteId(NOTE)
              .setCaseId(CASE)
              .setVersion(2)
              .build());
    }

    public Happening filmed(double day) {
      return filmed(1, 0, day);
    }

    /** One client's part in a recording of several subjects. */
    public Happening filmed(int subjects, int unidentified, double day) {
      Envelope envelope = noted(day);
      return note(
          envelope,
          MediaCaptured.newBuilder()
              .setEnvelope(envelope)
              .setMediaId(FILM)
              .setCaseId(CASE)
              .setMediaKind(MediaKind.VIDEO)
              .setMediaType("video/mp4")
              .setSizeBytes(1)
              .setCapturedAt(day(day))
              .setSubjectCount(subjects)
              .setUnidentifiedSubjectCount(unidentified)
              .build());
    }

    public Happening authority(String authority, AuthorityKind kind, double day) {
      return authority(forFilms(authority, kind, day));
    }

    /** Asked for, and refused. */
    public Happening authorityRefused(String authority, AuthorityKind kind, double day) {
      return authority(forFilms(authority, kind, day).setRefused(true));
    }

    /** Given for the one film by name. */
    public Happening authorityForTheFilm(String authority, AuthorityKind kind, double day) {
      return authority(forFilms(authority, kind, day).setMediaIds(List.of(FILM)));
    }

    private static MediaAuthorityRecorded.Builder forFilms(
        String authority, AuthorityKind kind, double day) {
      return MediaAuthorityRecorded.newBuilder()
          .setAuthorityId(id(authority))
          .setAuthorityKind(kind)
          .setMediaKinds(List.of(MediaKind.VIDEO))
          .setUses(List.of(MediaUse.CAPTURE, MediaUse.VIEW))
          .setValidFrom(day(day));
    }

    private Happening authority(MediaAuthorityRecorded.Builder authority) {
      Envelope envelope = envelope(authority.getValidFrom(), "case-notes");
      return note(envelope, authority.setEnvelope(envelope).build());
    }

    public Happening withdrawn(String authority, double day) {
      Envelope envelope = noted(day);
      return note(
          envelope,
          MediaAuthorityWithdrawn.newBuilder()
              .setEnvelope(envelope)
              .setAuthorityId(id(authority))
              .setWithdrawnBy(WithdrawnBy.CLIENT)
              .setWithdrawnAt(day(day))
              .build());
    }

    public Happening restrictedTo(String worker, double day) {
      Envelope envelope = noted(day);
      return note(
          envelope,
          RecordRestricted.newBuilder()
              .setEnvelope(envelope)
              .setRestrictionId(id("restriction"))
              .setNamedWorkerIds(List.of(worker))
              .setValidFrom(day(day))
              .build());
    }

    public Happening restrictionLifted(double day) {
      Envelope envelope = noted(day);
      return note(
          envelope,
          RestrictionLifted.newBuilder()
              .setEnvelope(envelope)
              .setRestrictionId(id("restriction"))
              .setLiftedAt(day(day))
              .build());
    }

    public Happening conflict(String worker, double day) {
      Envelope envelope = noted(day);
      return note(
          envelope,
          ConflictOfInterestFound.newBuilder()
              .setEnvelope(envelope)
              .setConflictId(id("conflict-" + worker))
              .setWorkerId(worker)
              .setStrength(ConflictStrength.STRONG)
              .setValidFrom(day(day))
              .build());
    }

    public Happening conflictCleared(String worker, double day) {
      Envelope envelope = noted(day);
      return note(
          envelope,
          ConflictOfInterestCleared.newBuilder()
              .setEnvelope(envelope)
              .setConflictId(id("conflict-" + worker))
              .setClearedAt(day(day))
              .build());
    }

    public Happening legalRequest(String worker, double day) {
      Envelope envelope = noted(day);
      return note(
          envelope,
          LegalRequestAssigned.newBuilder()
              .setEnvelope(envelope)
              .setRequestId(id("request"))
              .setRequestKind(LegalRequestKind.COMPLAINT)
              .setWorkerId(worker)
              .setValidFrom(day(day))
              .build());
    }

    public Happening legalRequestClosed(double day) {
      Envelope envelope = noted(day);
      return note(
          envelope,
          LegalRequestClosed.newBuilder()
              .setEnvelope(envelope)
              .setRequestId(id("request"))
              .setClosedAt(day(day))
              .build());
    }

    public Happening concernViewed(double day) {
      Envelope envelope = envelope(day(day), "alerts");
      return new Happening(
          Topics.REVIEWS,
          envelope,
          ConcernViewed.newBuilder()
              .setEnvelope(envelope)
              .setConcernId(id("concern"))
              .setAlertIds(List.of())
              .build());
    }

    /** The concern was given to that worker; to nobody where null. */
    public Happening concernAssigned(String worker, double day) {
      Envelope envelope = envelope(day(day), "alerts");
      return new Happening(
          Topics.REVIEWS,
          envelope,
          ConcernAssigned.newBuilder()
              .setEnvelope(envelope)
              .setConcernId(id("concern"))
              .setAssigneeId(worker)
              .build());
    }

    public Happening opened(RecordKind kind, double day) {
      Envelope envelope = envelope(day(day), "access");
      return observed(envelope, kind, null);
    }

    public Happening brokeGlass(double day) {
      Envelope envelope = envelope(day(day), "access");
      BreakGlass glass =
          BreakGlass.newBuilder()
              .setReasonCode(BreakGlassReason.RISK_TO_LIFE)
              .setValidUntil(day(day).plusSeconds(4 * 3_600))
              .build();
      return observed(envelope, RecordKind.CASE_NOTE, glass);
    }

    private Happening observed(Envelope envelope, RecordKind kind, BreakGlass glass) {
      boolean film = kind == RecordKind.VIDEO;
      return new Happening(
          Topics.ACCESS_OBSERVED,
          envelope,
          AccessObserved.newBuilder()
              .setEnvelope(envelope)
              .setAccessId(id("access-" + name))
              .setAction(action)
              .setRecordKind(kind)
              .setRecordId(film ? FILM : NOTE)
              .setCaseId(CASE)
              .setPurpose(purpose)
              .setBreakGlass(glass)
              .setWorkerFacts(workerFacts())
              .setOrigin(Origin.ACCESS_SERVICE)
              .build());
    }

    public Happening refused(double day) {
      return refused(RefusalReason.RECORD_RESTRICTED, day);
    }

    public Happening refused(RefusalReason reason, double day) {
      Envelope envelope = envelope(day(day), "access");
      return new Happening(
          Topics.ACCESS_OBSERVED,
          envelope,
          AccessRefused.newBuilder()
              .setEnvelope(envelope)
              .setAccessId(id("access-" + name))
              .setAction(action)
              .setRecordKind(RecordKind.CASE_NOTE)
              .setPurpose(purpose)
              .setReason(reason)
              .setWorkerFacts(workerFacts())
              .build());
    }

    /** The facts changed between the opening of that name and the fetching of its content. */
    public Happening withheld(String openingName, double day) {
      Envelope envelope = envelope(day(day), "access");
      return new Happening(
          Topics.ACCESS_OBSERVED,
          envelope,
          AccessRefused.newBuilder()
              .setEnvelope(envelope)
              .setAccessId(id("access-" + openingName))
              .setAction(action)
              .setRecordKind(RecordKind.CASE_NOTE)
              .setRecordId(NOTE)
              .setPurpose(purpose)
              .setReason(RefusalReason.FACTS_CHANGED)
              .setWorkerFacts(workerFacts())
              .build());
    }

    public Happening teamsCorrected(String worker, String team, double day) {
      Envelope envelope = envelope(day(day), "access");
      teams = List.of(team);
      return new Happening(
          Topics.ACCESS_OBSERVED,
          envelope,
          WorkerFactsCorrected.newBuilder()
              .setEnvelope(envelope)
              .setWorkerId(worker)
              .setValidFrom(day(day))
              .setWorkerFacts(workerFacts())
              .build());
    }

    /** Who made the access of that name becomes known on that day; they were in the team then. */
    public Happening attributed(String accessName, String worker, String team, double day) {
      Envelope envelope = envelope(day(day), "access");
      teams = List.of(team);
      return new Happening(
          Topics.ACCESS_OBSERVED,
          envelope,
          AccessAttributed.newBuilder()
              .setEnvelope(envelope)
              .setAccessId(id("access-" + accessName))
              .setWorkerId(worker)
              .setWorkerFacts(workerFacts())
              .setMappingId(id("mapping"))
              .build());
    }

    private WorkerFacts workerFacts() {
      if (by == null) {
        return WorkerFacts.newBuilder()
            .setDirectoryVersion(0)
            .setEmployment(Employment.UNKNOWN)
            .build();
      }
      return WorkerFacts.newBuilder()
          .setDirectoryVersion(1)
          .setRoles(List.of(role))
          .setTeamIds(teams)
          .setSuperviseeIds(supervisees)
          .setEmployment(Employment.EMPLOYED)
          .build();
    }

    public Happening timePasses(Topic topic, double day) {
      by = null;
      client = null;
      Envelope envelope = envelope(day(day), topic.writer());
      return new Happening(
          topic,
          envelope,
          SourceHeartbeat.newBuilder().setEnvelope(envelope).setPartition(0).build());
    }
  }
}
