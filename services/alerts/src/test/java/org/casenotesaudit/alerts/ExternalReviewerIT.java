package org.casenotesaudit.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.alerts.RunningAlerts.EXTERNAL;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.casenotesaudit.alerts.StreamEvents.Flagged;
import org.casenotesaudit.alerts.review.Recount;
import org.casenotesaudit.events.Severity;
import org.junit.jupiter.api.Test;

/** Where no known reviewer may look, the named external one does, and nowhere else. */
class ExternalReviewerIT {

  private final RunningAlerts alerts = RunningAlerts.shared();

  @Test
  void whatNoKnownReviewerMaySeeGoesToTheExternalReviewerUntilSomebodyMay() {
    String worker = StreamEvents.id();
    String client = StreamEvents.id();
    aReviewer();
    alerts.stream.raise(Flagged.by(worker, client), "after-ending", Severity.HIGH, 700, 1);
    String path = "/v1/concerns/" + alerts.concernAbout(client).path("concernId").asText();
    assertThat(alerts.get(EXTERNAL, path).status()).as("a reviewer is left").isEqualTo(404);
    assertThat(alerts.concernsAbout(EXTERNAL, client)).isEmpty();
    double unseenBefore = unseen();

    knownReviewers().forEach(reviewer -> alerts.stream.declareRelation(worker, reviewer));
    RunningAlerts.await(
        "nobody is left", () -> alerts.get(EXTERNAL, path).status(), status -> status == 200);
    assertThat(alerts.concernsAbout(EXTERNAL, client)).hasSize(1);
    assertThat(unseen()).isEqualTo(unseenBefore + 1);
    assertThat(
            alerts
                .post(EXTERNAL, path + "/assign", Map.of("assigneeId", EXTERNAL))
                .json()
                .path("assignee")
                .asText())
        .isEqualTo(EXTERNAL);
    assertThat(
            alerts.call("GET", path, null, RunningAlerts.token(EXTERNAL, "practitioner")).status())
        .as("being named is no role")
        .isEqualTo(403);

    aReviewer();
    assertThat(alerts.get(EXTERNAL, path).status()).as("somebody came").isEqualTo(404);
    assertThat(unseen()).isEqualTo(unseenBefore);
  }

  /** Somebody new whose file says that they review; once it was read. */
  private void aReviewer() {
    String reviewer = StreamEvents.id();
    alerts.stream.workerFile(
        reviewer, 1, List.of(), List.of(), List.of(StreamEvents.dated("compliance-officer", null)));
    RunningAlerts.await(
        "a reviewer's file was read", this::knownReviewers, all -> all.contains(reviewer));
  }

  private List<String> knownReviewers() {
    try (var connection = alerts.database.asRun().getConnection();
        var rows =
            connection.createStatement().executeQuery("select worker_id from worker_roles")) {
      List<String> all = new ArrayList<>();
      while (rows.next()) {
        all.add(rows.getString(1));
      }
      return all;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private double unseen() {
    Recount.now(alerts.server.getApplicationContext());
    return alerts
        .server
        .getApplicationContext()
        .getBean(MeterRegistry.class)
        .get("alerts.concerns.unseen")
        .gauge()
        .value();
  }
}
