package org.casenotesaudit.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.AccessRefused;
import org.casenotesaudit.events.Employment;
import org.casenotesaudit.events.RefusalReason;
import org.casenotesaudit.events.WorkerFactsCorrected;
import org.casenotesaudit.events.WorkerFileChanged;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The directory over HTTP: versions, events, who may not, and what a change backwards corrects. */
class DirectoryIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String LONG_AGO = "2020-01-01T00:00:00Z";
  private static final RunningAccess access = RunningAccess.shared();

  @AutoClose
  private static final TopicReader observed = TopicReader.fromNow(Topics.ACCESS_OBSERVED);

  @AutoClose
  private static final TopicReader directory = TopicReader.fromNow(Topics.ACCESS_DIRECTORY);

  @Test
  void aFileIsPublishedWithoutItsNameAndItsFactsTravelWithEachAccess() {
    UUID worker = UUID.randomUUID();
    String body =
        file(
            "Canary Name",
            interval("practitioner", LONG_AGO),
            interval(RunningAccess.CHILDREN_NORTH.toString(), LONG_AGO),
            interval(RunningAccess.SOFIA.toString(), LONG_AGO),
            interval("EMPLOYED", LONG_AGO));

    assertThat(version(put(worker, body))).isEqualTo(1);
    assertThat(version(put(worker, body))).as("the same file again").isEqualTo(1);
    assertThat(version(put(worker, body.replace("Canary", "Other")))).isEqualTo(2);

    WorkerFileChanged changed =
        directory
            .next(
                WorkerFileChanged.class,
                e -> e.getWorkerId().equals(worker.toString()),
                1,
                PATIENCE)
            .getFirst();
    assertThat(changed.getVersion()).isEqualTo(1);
    assertThat(changed.getEnvelope().getActorId()).isEqualTo(RunningAccess.DORA.toString());
    assertThat(changed.toString()).doesNotContain("Canary");
    assertThat(changed.getTeams().getFirst().getValidFrom()).isEqualTo(Instant.parse(LONG_AGO));

    UUID note = access.caseNotes.note(UUID.randomUUID(), "text");
    AccessObserved event = openedBy(worker, note);
    assertThat(event.getWorkerFacts().getDirectoryVersion()).isEqualTo(2);
    assertThat(event.getWorkerFacts().getRoles()).containsExactly("practitioner");
    assertThat(event.getWorkerFacts().getTeamIds())
        .containsExactly(RunningAccess.CHILDREN_NORTH.toString());
    assertThat(event.getWorkerFacts().getEmployment()).isEqualTo(Employment.EMPLOYED);
    assertThat(access.caseNotes.lastQuestion().get("employment")).isEqualTo("EMPLOYED");

    AccessObserved bySupervisor =
        openedBy(RunningAccess.SOFIA, access.caseNotes.note(UUID.randomUUID(), "text"));
    assertThat(bySupervisor.getWorkerFacts().getSuperviseeIds()).contains(worker.toString());
  }

  @Test
  void whatTwoAdministratorsChangeOfOneWorkerStandsInOnePartitionInOrder() {
    UUID worker = UUID.randomUUID();
    UUID otherAdmin = UUID.randomUUID();
    assertThat(version(put(worker, file("One", "", "", "", "")))).isEqualTo(1);
    assertThat(version(putBy(otherAdmin, worker, file("Two", "", "", "", "")))).isEqualTo(2);
    assertThat(version(put(worker, file("Three", "", "", "", "")))).isEqualTo(3);

    List<TopicReader.Read> changes =
        directory.upTo(
            read -> changedIn(read, worker) > 0, read -> changedIn(read, worker) == 3, PATIENCE);

    assertThat(changes)
        .extracting(read -> read.envelope().getActorId())
        .containsExactly(
            RunningAccess.DORA.toString(), otherAdmin.toString(), RunningAccess.DORA.toString());
    assertThat(changes).extracting(read -> changedIn(read, worker)).containsExactly(1L, 2L, 3L);
    assertThat(changes)
        .extracting(read -> new String(read.record().key(), UTF_8))
        .containsOnly(worker.toString());
  }

  /** The version of this worker's file of which a record tells; 0 if it tells of another. */
  private static long changedIn(TopicReader.Read read, UUID worker) {
    return read.event() instanceof WorkerFileChanged changed
            && changed.getWorkerId().equals(worker.toString())
        ? changed.getVersion()
        : 0;
  }

  @Test
  void whoIsNotInPostIsRefusedWithoutAskingCaseNotes() {
    UUID worker = UUID.randomUUID();
    put(
        worker,
        file("Name", interval("practitioner", LONG_AGO), "", "", interval("LEFT", LONG_AGO)));
    UUID note = access.caseNotes.note(UUID.randomUUID(), "text");
    int asked = access.caseNotes.questionCount();

    HttpResponse<String> answer = access.open(worker, "CASE_NOTE", note);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(access.caseNotes.questionCount()).isEqualTo(asked);
    AccessRefused event =
        observed
            .next(AccessRefused.class, e -> note.toString().equals(e.getRecordId()), 1, PATIENCE)
            .getFirst();
    assertThat(event.getReason()).isEqualTo(RefusalReason.NOT_IN_POST);
    assertThat(event.getEnvelope().getClientId()).isNull();
  }

  @Test
  void aTeamRecordedLateCorrectsEachClientAccessedInThatTime() {
    UUID worker = UUID.randomUUID();
    put(worker, file("Name", interval("practitioner", LONG_AGO), "", "", ""));
    UUID client = UUID.randomUUID();
    openedBy(worker, access.caseNotes.note(client, "text"));
    String team = UUID.randomUUID().toString();

    put(worker, file("Name", interval("practitioner", LONG_AGO), interval(team, LONG_AGO), "", ""));

    List<WorkerFactsCorrected> corrected =
        observed.next(
            WorkerFactsCorrected.class,
            e -> e.getWorkerId().equals(worker.toString()),
            1,
            PATIENCE);
    assertThat(corrected).hasSize(1);
    WorkerFactsCorrected event = corrected.getFirst();
    assertThat(event.getEnvelope().getClientId()).isEqualTo(client.toString());
    assertThat(event.getWorkerFacts().getTeamIds()).containsExactly(team);
    assertThat(event.getWorkerFacts().getDirectoryVersion()).isEqualTo(2);
    assertThat(event.getValidFrom()).isEqualTo(Instant.parse(LONG_AGO));
    assertThat(event.getValidUntil()).isNotNull();
  }

  @Test
  void aSupervisionRecordedLateCorrectsTheSupervisorsAccesses() {
    UUID supervisor = UUID.randomUUID();
    UUID client = UUID.randomUUID();
    openedBy(supervisor, access.caseNotes.note(client, "text"));
    UUID worker = UUID.randomUUID();

    put(worker, file("Name", "", "", interval(supervisor.toString(), LONG_AGO), ""));

    WorkerFactsCorrected event =
        observed
            .next(
                WorkerFactsCorrected.class,
                e -> e.getWorkerId().equals(supervisor.toString()),
                1,
                PATIENCE)
            .getFirst();
    assertThat(event.getEnvelope().getClientId()).isEqualTo(client.toString());
    assertThat(event.getWorkerFacts().getSuperviseeIds()).containsExactly(worker.toString());
  }

  @Test
  void anAccessDecidedOnFactsThatChangeMeanwhileIsDecidedAgain() {
    UUID worker = UUID.randomUUID();
    UUID note = access.caseNotes.note(UUID.randomUUID(), "text");
    int asked = access.caseNotes.questionCount();
    access.caseNotes.beforeDecision(
        () -> {
          access.caseNotes.beforeDecision(() -> {});
          put(worker, file("Name", interval("practitioner", LONG_AGO), "", "", ""));
        });

    AccessObserved event = openedBy(worker, note);

    assertThat(event.getWorkerFacts().getDirectoryVersion()).isEqualTo(1);
    assertThat(access.caseNotes.questionCount()).isEqualTo(asked + 2);
  }

  @Test
  void nobodyChangesFactsAboutThemselves() {
    HttpResponse<String> own = put(RunningAccess.DORA, file("Dora", "", "", "", ""));
    assertThat(own.statusCode()).isEqualTo(403);
    assertThat(access.json(own).get("code")).isEqualTo("own-file");

    HttpResponse<String> throughAnother =
        put(
            UUID.randomUUID(),
            file("Name", "", "", interval(RunningAccess.DORA.toString(), LONG_AGO), ""));
    assertThat(throughAnother.statusCode()).isEqualTo(403);
    assertThat(access.json(throughAnother).get("code")).isEqualTo("own-file");
  }

  @Test
  void theConsoleIsToldTheNameAndTeamsAndNoMoreThanToday() {
    UUID worker = UUID.randomUUID();
    put(
        worker,
        file(
            "Shown Name",
            interval("practitioner", LONG_AGO),
            interval(RunningAccess.CHILDREN_NORTH.toString(), LONG_AGO),
            "",
            interval("EMPLOYED", LONG_AGO)));
    String alerts =
        org.casenotesaudit.testkit.Issuer.running()
            .token("alerts", List.of("access"), "service-alerts");

    Map<String, Object> seen = access.json(access.get(alerts, "/v1/workers/" + worker));

    assertThat(seen).containsEntry("displayName", "Shown Name");
    assertThat(seen).containsEntry("teams", List.of(RunningAccess.CHILDREN_NORTH.toString()));
    assertThat(seen).doesNotContainKey("file");
    assertThat(access.get(alerts, "/v1/workers/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
  }

  @Test
  void aFieldThatIsNotAsAgreedIsNamedWithFoundAndExpected() {
    assertThat(detail(file("", "", "", "", ""))).startsWith("displayName: \"0 characters\"");
    assertThat(detail(file("N", interval("Practitioner", LONG_AGO), "", "", "")))
        .startsWith("roles[0].value: \"Practitioner\" (expected: ");
    assertThat(detail(file("N", "", interval("north", LONG_AGO), "", "")))
        .isEqualTo("teams[0].value: \"north\" (expected: a UUID in lower case)");
    assertThat(detail(file("N", "", "", "", interval("RETIRED", LONG_AGO))))
        .startsWith("employment[0].value: \"RETIRED\" (expected: EMPLOYED");
    assertThat(
            detail(
                file(
                    "N",
                    interval("practitioner", LONG_AGO)
                        .replace("}", ",\"validUntil\":\"" + LONG_AGO + "\"}"),
                    "",
                    "",
                    "")))
        .startsWith("roles[0].validUntil: ");
  }

  private static String detail(String body) {
    HttpResponse<String> answer = put(UUID.randomUUID(), body);
    assertThat(answer.statusCode()).isEqualTo(400);
    return (String) access.json(answer).get("detail");
  }

  private static AccessObserved openedBy(UUID worker, UUID note) {
    HttpResponse<String> opened = access.open(worker, "CASE_NOTE", note);
    assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
    return observed
        .next(AccessObserved.class, e -> note.toString().equals(e.getRecordId()), 1, PATIENCE)
        .getFirst();
  }

  private static HttpResponse<String> put(UUID worker, String body) {
    return putBy(RunningAccess.DORA, worker, body);
  }

  private static HttpResponse<String> putBy(UUID admin, UUID worker, String body) {
    return access.put(RunningAccess.token(admin, "directory-admin"), "/v1/workers/" + worker, body);
  }

  private static int version(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return (int) access.json(answer).get("version");
  }

  private static String interval(String value, String from) {
    return "{\"value\":\"" + value + "\",\"validFrom\":\"" + from + "\"}";
  }

  private static String file(
      String name, String roles, String teams, String supervisors, String employment) {
    return """
    {"displayName":"%s","roles":[%s],"teams":[%s],"supervisors":[%s],"dutyPeriods":[],"employment":[%s]}
    """
        .formatted(name, roles, teams, supervisors, employment);
  }
}
