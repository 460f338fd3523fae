package org.casenotesaudit.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.alerts.RunningAlerts.OMAR;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.casenotesaudit.alerts.RunningAlerts.Answer;
import org.casenotesaudit.alerts.StreamEvents.Flagged;
import org.casenotesaudit.events.DatedCode;
import org.casenotesaudit.events.Severity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To whom a concern can be given: to reviewers who may see it, and to nobody else. */
class ConcernAssignmentIT {

  private final RunningAlerts alerts = RunningAlerts.shared();
  private final String worker = StreamEvents.id();
  private String path;

  @BeforeEach
  void raise() {
    String client = StreamEvents.id();
    alerts.stream.raise(Flagged.by(worker, client), "after-ending", Severity.HIGH, 700, 1);
    path = "/v1/concerns/" + alerts.concernAbout(client).path("concernId").asText();
  }

  @ParameterizedTest
  @ValueSource(strings = {"compliance-officer", "privacy-lead"})
  void aConcernIsGivenToAnotherReviewerAndTakenAwayOnlyInSoManyWords(String role) {
    String reviewer = aKnownWorker(List.of(StreamEvents.dated(role, null)));

    Answer given =
        RunningAlerts.await(
            "the reviewer's file was read",
            () -> assign(Map.of("assigneeId", reviewer)),
            answer -> answer.status() == 200);
    assertThat(given.json().path("assignee").asText()).isEqualTo(reviewer);

    Answer empty = assign("{}");
    assertThat(empty.status()).as(empty.body()).isEqualTo(400);
    assertThat(assignee()).isEqualTo(reviewer);

    assertThat(assign("{\"assigneeId\":null}").status()).isEqualTo(200);
    assertThat(assignee()).isEmpty();
  }

  @Test
  void nobodyIsGivenAConcernWhoseRolesDoNotLetThemOpenIt() {
    Instant lastWeek = Instant.now().minus(Duration.ofDays(7));
    String formerOfficer =
        aKnownWorker(List.of(StreamEvents.dated("compliance-officer", lastWeek)));
    String practitioner = aKnownWorker(List.of(StreamEvents.dated("practitioner", null)));
    String officer = aKnownWorker(List.of(StreamEvents.dated("compliance-officer", null)));
    // What is read after them: then the two others are known, too.
    RunningAlerts.await(
        "the files were read",
        () -> List.of(sees(formerOfficer), sees(practitioner), sees(officer)),
        List.of(200, 200, 200)::equals);

    for (String other : List.of(formerOfficer, practitioner, StreamEvents.id(), "no id")) {
      Answer refused = assign(Map.of("assigneeId", other));
      assertThat(refused.status()).as(refused.body()).isEqualTo(422);
      assertThat(refused.code()).isEqualTo("not-a-reviewer");
      assertThat(refused.json().path("detail").asText())
          .isEqualTo(
              "assigneeId: \""
                  + other
                  + "\" (expected: a worker who is compliance-officer or privacy-lead now)");
    }
    assertThat(assignee()).isEmpty();

    alerts.stream.workerFile(officer, 2, List.of(), List.of());
    RunningAlerts.await(
        "an officer who is one no longer",
        () -> assign(Map.of("assigneeId", officer)).status(),
        status -> status == 422);
  }

  @Test
  void aReviewerTooCloseToItIsNotGivenIt() {
    DatedCode officer = StreamEvents.dated("compliance-officer", null);
    String boss = aKnownWorker(List.of(officer));
    alerts.stream.workerFile(worker, 1, List.of(), List.of(boss));
    RunningAlerts.await("the boss is known as one", () -> sees(boss), status -> status == 404);

    Answer refused =
        RunningAlerts.await(
            "the boss's file was read",
            () -> assign(Map.of("assigneeId", boss)),
            answer -> answer.status() != 422);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("assignee-not-permitted");
    assertThat(assignee()).isEmpty();
  }

  @Test
  void theConsolesFormSaysToWhom() {
    ReviewerAtWork omar = new ReviewerAtWork(alerts, OMAR);
    String form = path.substring("/v1".length()) + "/assign";

    assertThat(omar.form(form, "to=me").status()).isEqualTo(303);
    assertThat(assignee()).isEqualTo(OMAR);
    assertThat(omar.form(form, "").status()).isEqualTo(400);
    assertThat(omar.form(form, "to=" + worker).status()).isEqualTo(400);
    assertThat(assignee()).isEqualTo(OMAR);
    assertThat(omar.form(form, "to=nobody").status()).isEqualTo(303);
    assertThat(assignee()).isEmpty();
  }

  private int sees(String viewer) {
    return alerts.get(viewer, path).status();
  }

  private Answer assign(Object body) {
    return alerts.post(OMAR, path + "/assign", body);
  }

  private String assignee() {
    return alerts.get(OMAR, path).json().path("concern").path("assignee").asText();
  }

  private String aKnownWorker(List<DatedCode> roles) {
    String id = StreamEvents.id();
    alerts.stream.workerFile(id, 1, List.of(), List.of(), roles);
    return id;
  }
}
