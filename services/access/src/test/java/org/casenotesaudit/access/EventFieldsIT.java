package org.casenotesaudit.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.access.AFile.aFile;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.casenotesaudit.access.intake.BalpServer;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.AccessRefused;
import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.Employment;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.Origin;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.RefusalReason;
import org.casenotesaudit.events.WorkerFacts;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.Issuer;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the event of an access or of its refusal tells, field by field: what was asked for, what
 * case-notes said that it is, and what the directory knew of the worker. Whole events are compared,
 * so that a field that is new has to be looked at here.
 */
class EventFieldsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  /** Of whom the directory knows nothing. */
  private static final WorkerFacts NOTHING =
      WorkerFacts.newBuilder().setDirectoryVersion(0).setEmployment(Employment.UNKNOWN).build();

  private static final RunningAccess access = RunningAccess.shared();
  @AutoClose private static final TopicReader events = TopicReader.fromNow(Topics.ACCESS_OBSERVED);

  private final UUID client = UUID.randomUUID();
  private final UUID worker = UUID.randomUUID();
  private final UUID caseId = UUID.randomUUID();

  @ParameterizedTest
  @EnumSource(
      value = Action.class,
      names = {"VIEW", "PRINT", "EXPORT", "DOWNLOAD", "SHARE"})
  void whatTheWorkerDoesIsToldWhetherItIsPermittedOrRefused(Action action) {
    assertToldEitherWay(action, Purpose.DIRECT_CARE);
  }

  @ParameterizedTest
  @EnumSource(value = Purpose.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
  void whyTheWorkerDoesItIsToldWhetherItIsPermittedOrRefused(Purpose purpose) {
    assertToldEitherWay(Action.PRINT, purpose);
  }

  private void assertToldEitherWay(Action action, Purpose purpose) {
    UUID note = access.caseNotes.note(client, "text");
    UUID closed = access.caseNotes.refusing("ROLE_NEVER_PERMITTED", client);

    assertThat(ask("CASE_NOTE", note, action, purpose).statusCode()).isEqualTo(201);
    AccessObserved observed = observed(note);
    assertThat(observed.getAction()).isEqualTo(action);
    assertThat(observed.getPurpose()).isEqualTo(purpose);

    assertThat(ask("CASE_NOTE", closed, action, purpose).statusCode()).isEqualTo(403);
    AccessRefused refused = refused(closed);
    assertThat(refused.getAction()).isEqualTo(action);
    assertThat(refused.getPurpose()).isEqualTo(purpose);
    assertThat(access.caseNotes.lastQuestionAbout(note))
        .containsEntry("action", action.name())
        .containsEntry("purpose", purpose.name());
  }

  @ParameterizedTest(name = "{0} for {1}")
  @CsvSource({
    "SEARCH, AUDIT, action",
    "CREATE, AUDIT, action",
    "AMEND, AUDIT, action",
    "DELETE, AUDIT, action",
    "UNKNOWN, AUDIT, action",
    "VIEW, UNKNOWN, purpose",
  })
  void whatIsNoReadingOrSaysNoPurposeIsRefusedWithItsFieldAndAsksNobody(
      Action action, Purpose purpose, String field) {
    int asked = access.caseNotes.questionCount();

    HttpResponse<String> answer =
        ask("CASE_NOTE", access.caseNotes.note(client, "text"), action, purpose);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat((String) access.json(answer).get("detail")).startsWith(field + ": ");
    assertThat(access.caseNotes.questionCount()).isEqualTo(asked);
    assertThat(access.sql("select count(*) from access_record where worker_id = '" + worker + "'"))
        .isEqualTo(0L);
  }

  @ParameterizedTest(name = "{0} that is a {1}")
  @CsvSource({
    "CASE_NOTE, CASE_NOTE, true",
    "MEDIA, PHOTO, true",
    "MEDIA, VIDEO, true",
    "MEDIA, AUDIO, true",
    "CASE_FILE, CASE_FILE, true",
    "CLIENT_IDENTITY, CLIENT_IDENTITY, false",
  })
  void anAccessTellsAllThatCaseNotesSaidOfTheRecord(
      String asked, RecordKind kind, boolean ofACase) {
    UUID record = UUID.randomUUID();
    Optional<UUID> ofCase = Optional.of(caseId).filter(any -> ofACase);
    UUID item =
        access.caseNotes.answeringWith(FakeRecord.permission(record, kind.name(), ofCase, client));

    HttpResponse<String> opened = ask(asked, item, Action.EXPORT, Purpose.COURT_PROCEEDINGS);

    assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
    String accessId = (String) access.json(opened).get("accessId");
    AccessObserved event = observed(record);
    assertThat(event)
        .isEqualTo(
            AccessObserved.newBuilder()
                .setEnvelope(event.getEnvelope())
                .setAccessId(accessId)
                .setAction(Action.EXPORT)
                .setRecordKind(kind)
                .setRecordId(record.toString())
                .setCaseId(ofCase.map(UUID::toString).orElse(null))
                .setPurpose(Purpose.COURT_PROCEEDINGS)
                .setWorkerFacts(NOTHING)
                .setGrantId(grantOf(accessId))
                .setFactVersion("7")
                .setOrigin(Origin.ACCESS_SERVICE)
                .build());
    assertThatItIsTheWorkers(event.getEnvelope(), client);
  }

  @ParameterizedTest(name = "{0} that is a {1}")
  @CsvSource({
    "CASE_NOTE, CASE_NOTE",
    "MEDIA, VIDEO",
    "CASE_FILE, CASE_FILE",
    "CLIENT_IDENTITY, CLIENT_IDENTITY",
  })
  void aRefusalTellsAllThatWasAskedForAndWhatCaseNotesSaidOfIt(String asked, RecordKind kind) {
    UUID item = access.caseNotes.refusing("ROLE_NEVER_PERMITTED", client);

    ask(asked, item, Action.DOWNLOAD, Purpose.RESEARCH);

    AccessRefused event = refused(item);
    assertThat(event)
        .isEqualTo(
            refusal(event, item, Action.DOWNLOAD, Purpose.RESEARCH)
                .setRecordKind(kind)
                .setReason(RefusalReason.ROLE_NEVER_PERMITTED)
                .setWorkerFacts(NOTHING)
                .build());
    assertThatItIsTheWorkers(event.getEnvelope(), client);
  }

  @Test
  void aRecordThatOpensToAnEmergencyOnlyTellsOfItAsAnyRefusal() {
    UUID item = access.caseNotes.askingForGlass(client);

    ask("CASE_NOTE", item, Action.SHARE, Purpose.SAFEGUARDING);

    AccessRefused event = refused(item);
    assertThat(event)
        .isEqualTo(
            refusal(event, item, Action.SHARE, Purpose.SAFEGUARDING)
                .setRecordKind(RecordKind.CASE_NOTE)
                .setReason(RefusalReason.BREAK_GLASS_NEEDED)
                .setWorkerFacts(NOTHING)
                .build());
    assertThatItIsTheWorkers(event.getEnvelope(), client);
  }

  @Test
  void contentThatIsWithheldTellsAgainWhatWasAskedFor() {
    UUID note = access.caseNotes.note(client, "text");
    access.caseNotes.factsChangeBeforeContentOf(note);
    HttpResponse<String> opened = ask("CASE_NOTE", note, Action.PRINT, Purpose.COMPLAINT);
    String url = (String) access.json(opened).get("contentUrl");

    assertThat(access.get(RunningAccess.token(worker, "practitioner"), url).statusCode())
        .isEqualTo(409);

    AccessRefused event = refused(note);
    assertThat(event)
        .isEqualTo(
            refusal(event, note, Action.PRINT, Purpose.COMPLAINT)
                .setRecordKind(RecordKind.CASE_NOTE)
                .setReason(RefusalReason.FACTS_CHANGED)
                .setWorkerFacts(NOTHING)
                .build());
    assertThatItIsTheWorkers(event.getEnvelope(), client);
  }

  @Test
  void whatTheDirectoryKnowsOfTheWorkerNowIsToldAndNothingOfBeforeOrLater() {
    Instant now = Instant.now();
    Instant yesterday = now.minus(Duration.ofDays(1));
    Instant tomorrow = now.plus(Duration.ofDays(1));
    UUID supervised = UUID.randomUUID();
    UUID north = new UUID(0, 1);
    UUID south = new UUID(0, 2);
    aFile()
        .role("supervisor", LONG_AGO, null)
        .role("emergency-duty", yesterday, tomorrow)
        .role("auditor", LONG_AGO, yesterday)
        .role("privacy-lead", tomorrow, null)
        .team(south, LONG_AGO, null)
        .team(north, yesterday, tomorrow)
        .team(UUID.randomUUID(), LONG_AGO, yesterday)
        .team(UUID.randomUUID(), tomorrow, null)
        .onDuty(yesterday, tomorrow)
        .employment(Employment.EMPLOYED, LONG_AGO, null)
        .employment(Employment.SUSPENDED, LONG_AGO, yesterday)
        .keptFor(worker, access);
    aFile().supervisedBy(worker, yesterday, tomorrow).keptFor(supervised, access);
    aFile().supervisedBy(worker, LONG_AGO, yesterday).keptFor(UUID.randomUUID(), access);
    UUID note = access.caseNotes.note(client, "text");
    UUID closed = access.caseNotes.refusing("MEDIA_HELD", client);

    ask("CASE_NOTE", note, Action.VIEW, Purpose.SUPERVISION);
    WorkerFacts whenPermitted = observed(note).getWorkerFacts();
    ask("MEDIA", closed, Action.VIEW, Purpose.SUPERVISION);
    WorkerFacts whenRefused = refused(closed).getWorkerFacts();

    WorkerFacts known =
        WorkerFacts.newBuilder()
            .setDirectoryVersion(1)
            .setRoles(List.of("emergency-duty", "supervisor"))
            .setTeamIds(List.of(north.toString(), south.toString()))
            .setSuperviseeIds(List.of(supervised.toString()))
            .setOnDuty(true)
            .setEmployment(Employment.EMPLOYED)
            .build();
    assertThat(whenPermitted).isEqualTo(known);
    assertThat(whenRefused).isEqualTo(known);
    assertThat(access.caseNotes.lastQuestionAbout(note))
        .containsEntry("workerId", worker.toString())
        .containsEntry("roles", known.getRoles())
        .containsEntry("teamIds", known.getTeamIds())
        .containsEntry("employment", "EMPLOYED");
  }

  @ParameterizedTest
  @EnumSource(
      value = Employment.class,
      names = {"LEFT", "SUSPENDED", "NOT_STARTED"})
  void whoIsNotInPostIsToldWithThatStateAndWithNobodysClient(Employment state) {
    aFile()
        .role("practitioner", LONG_AGO, null)
        .employment(state, LONG_AGO, null)
        .keptFor(worker, access);
    UUID recording = access.caseNotes.video(client);

    assertThat(ask("MEDIA", recording, Action.VIEW, Purpose.TRAINING).statusCode()).isEqualTo(403);

    AccessRefused event = refused(recording);
    assertThat(event)
        .isEqualTo(
            refusal(event, recording, Action.VIEW, Purpose.TRAINING)
                .setRecordKind(RecordKind.OTHER)
                .setReason(RefusalReason.NOT_IN_POST)
                .setWorkerFacts(
                    WorkerFacts.newBuilder()
                        .setDirectoryVersion(1)
                        .setRoles(List.of("practitioner"))
                        .setEmployment(state)
                        .build())
                .build());
    assertThatItIsTheWorkers(event.getEnvelope(), null);
  }

  @Test
  void aReportOfAnotherSystemTellsWhatTheDirectorySaysOfTheWorkerAtThatMoment() {
    Instant then = Instant.now().minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.MICROS);
    Instant yesterday = then.plus(Duration.ofDays(1));
    UUID supervised = UUID.randomUUID();
    UUID north = UUID.randomUUID();
    aFile()
        .role("practitioner", LONG_AGO, yesterday)
        .role("auditor", yesterday, null)
        .team(north, then, yesterday)
        .team(UUID.randomUUID(), yesterday, null)
        .onDuty(then, then.plusSeconds(60))
        .employment(Employment.EMPLOYED, LONG_AGO, yesterday)
        .employment(Employment.LEFT, yesterday, null)
        .keptFor(worker, access);
    aFile().supervisedBy(worker, LONG_AGO, yesterday).keptFor(supervised, access);
    String source = "intake-" + UUID.randomUUID();
    String report = aReadingAt(then);

    WorkerFacts known =
        WorkerFacts.newBuilder()
            .setDirectoryVersion(1)
            .setRoles(List.of("practitioner"))
            .setTeamIds(List.of(north.toString()))
            .setSuperviseeIds(List.of(supervised.toString()))
            .setOnDuty(true)
            .setEmployment(Employment.EMPLOYED)
            .build();
    report(source, report);
    AccessObserved succeeded =
        events
            .next(AccessObserved.class, e -> isFrom(source, e.getEnvelope()), 1, PATIENCE)
            .getFirst();
    assertThat(succeeded)
        .isEqualTo(
            AccessObserved.newBuilder()
                .setEnvelope(succeeded.getEnvelope())
                .setAccessId(succeeded.getAccessId())
                .setAction(Action.VIEW)
                .setRecordKind(RecordKind.CASE_NOTE)
                .setPurpose(Purpose.SUBJECT_ACCESS)
                .setWorkerFacts(known)
                .setOrigin(Origin.FOREIGN_SYSTEM)
                .setForeignRecordDigest(succeeded.getForeignRecordDigest())
                .build());
    assertThat(succeeded.getForeignRecordDigest()).matches("[0-9a-f]{64}");
    report(source, report.replace("\"outcome\":\"0\"", "\"outcome\":\"8\""));
    AccessRefused failed =
        events
            .next(AccessRefused.class, e -> isFrom(source, e.getEnvelope()), 1, PATIENCE)
            .getFirst();
    assertThat(failed)
        .isEqualTo(
            AccessRefused.newBuilder()
                .setEnvelope(failed.getEnvelope())
                .setAccessId(failed.getAccessId())
                .setAction(Action.VIEW)
                .setRecordKind(RecordKind.CASE_NOTE)
                .setPurpose(Purpose.SUBJECT_ACCESS)
                .setReason(RefusalReason.UNKNOWN)
                .setWorkerFacts(known)
                .build());
    for (Envelope envelope : List.of(succeeded.getEnvelope(), failed.getEnvelope())) {
      assertThat(envelope.getActorId()).isEqualTo(worker.toString());
      assertThat(envelope.getClientId()).isEqualTo(client.toString());
      assertThat(envelope.getOccurredAt()).isEqualTo(then);
      assertThat(envelope.getRecordedAt()).isAfter(yesterday);
    }
  }

  /** The worker reads a document of the client's, who asked for it. */
  private String aReadingAt(Instant then) {
    String staff = "s-" + worker;
    HttpResponse<String> mapped =
        access.put(
            RunningAccess.token(RunningAccess.DORA, "directory-admin"),
            "/v1/intake-mappings/workers/" + BalpServer.USERS + "/" + staff,
            "{\"id\":\"" + worker + "\"}");
    assertThat(mapped.statusCode()).as(mapped.body()).isEqualTo(204);
    try (BalpServer balp = BalpServer.start()) {
      return Deed.about(access, client, balp.reportsOf("GET DocumentReference/d-1").getFirst())
          .replace("\"" + BalpServer.USER + "\"", "\"" + staff + "\"")
          .replaceFirst("\"recorded\":\"[^\"]*\"", "\"recorded\":\"" + then + "\"")
          .replace(
              "\"requestor\":true",
              "\"requestor\":true,\"purposeOfUse\":[{\"coding\":[{\"system\":"
                  + "\"http://terminology.hl7.org/CodeSystem/v3-ActReason\","
                  + "\"code\":\"PATRQT\"}]}]");
    }
  }

  private static void report(String source, String report) {
    HttpResponse<String> answer =
        access.send(
            access
                .request(
                    Issuer.running().token(source, List.of("access"), "intake"), "/fhir/AuditEvent")
                .header("Content-Type", "application/fhir+json")
                .POST(HttpRequest.BodyPublishers.ofString(report)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  private static boolean isFrom(String source, Envelope envelope) {
    return source.equals(envelope.getSource());
  }

  private HttpResponse<String> ask(String kind, UUID item, Action action, Purpose purpose) {
    return access.post(
        RunningAccess.token(worker, "practitioner"),
        "/v1/accesses",
        RunningAccess.wish(kind, item)
            .replace("\"VIEW\"", "\"" + action + "\"")
            .replace("\"DIRECT_CARE\"", "\"" + purpose + "\""));
  }

  /** A refusal as it has to be, but for what differs from one to the next. */
  private static AccessRefused.Builder refusal(
      AccessRefused found, UUID item, Action action, Purpose purpose) {
    return AccessRefused.newBuilder()
        .setEnvelope(found.getEnvelope())
        .setAccessId(
            access
                .sql("select access_id from access_record where record_id = '" + item + "'")
                .toString())
        .setRecordId(item.toString())
        .setAction(action)
        .setPurpose(purpose);
  }

  private void assertThatItIsTheWorkers(Envelope envelope, UUID about) {
    assertThat(envelope.getActorId()).isEqualTo(worker.toString());
    assertThat(envelope.getClientId()).isEqualTo(about == null ? null : about.toString());
    assertThat(envelope.getActId()).isNull();
    assertThat(envelope.getAgencyId()).isEqualTo(Issuer.AGENCY);
    assertThat(envelope.getSource()).isEqualTo("access");
    assertThat(Stream.of(envelope.getOccurredAt(), envelope.getRecordedAt()))
        .allSatisfy(
            at ->
                assertThat(at)
                    .isBetween(Instant.now().minus(PATIENCE.multipliedBy(4)), Instant.now()));
  }

  private static String grantOf(String accessId) {
    return access
        .sql("select grant_id from access_record where access_id = '" + accessId + "'")
        .toString();
  }

  private static AccessObserved observed(UUID recordId) {
    return events
        .next(AccessObserved.class, e -> recordId.toString().equals(e.getRecordId()), 1, PATIENCE)
        .getFirst();
  }

  private static AccessRefused refused(UUID recordId) {
    return events
        .next(AccessRefused.class, e -> recordId.toString().equals(e.getRecordId()), 1, PATIENCE)
        .getFirst();
  }
}
