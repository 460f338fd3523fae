package org.casenotesaudit.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.alerts.RunningAlerts.OMAR;

import java.util.List;
import org.casenotesaudit.alerts.StreamEvents.Flagged;
import org.casenotesaudit.events.AlertRaised;
import org.casenotesaudit.events.Severity;
import org.casenotesaudit.events.catalogue.Topics;
import org.junit.jupiter.api.Test;

/**
 * An alert comes again with other teams: which ones the worker was in was learned anew. Who may see
 * the concern goes by the newest.
 */
class ChangedTeamsIT {

  private final RunningAlerts alerts = RunningAlerts.shared();
  private final String client = StreamEvents.id();
  private final Flagged access = Flagged.by(StreamEvents.id(), client);
  private final String team = StreamEvents.id();
  private final String colleague = StreamEvents.id();

  @Test
  void aColleagueInATeamThatIsNewInALaterRevisionMeetsTheConcernNoLonger() {
    alerts.stream.workerFile(colleague, 1, List.of(team), List.of());
    raise(1, StreamEvents.TEAM_SOUTH);
    String path = "/v1/concerns/" + alerts.concernAbout(client).path("concernId").asText();
    awaitStatus(path, 200);

    raise(2, StreamEvents.TEAM_SOUTH, team);

    awaitStatus(path, 404);
    assertThat(alerts.concernsAbout(colleague, client)).isEmpty();
    assertThat(alerts.get(OMAR, path).status()).isEqualTo(200);
  }

  @Test
  void whoIsInATeamOnlyOfAnEarlierRevisionIsNotTooClose() {
    alerts.stream.workerFile(colleague, 1, List.of(team), List.of());
    raise(1, team);
    String path = "/v1/concerns/" + alerts.concernAbout(client).path("concernId").asText();
    // Known here, and kept away: of somebody not known yet the answer would be the same.
    String other = StreamEvents.id();
    alerts.stream.raise(
        Flagged.by(StreamEvents.id(), other), "after-ending", Severity.HIGH, 700, 1);
    awaitStatus("/v1/concerns/" + alerts.concernAbout(other).path("concernId").asText(), 200);
    assertThat(alerts.get(colleague, path).status()).isEqualTo(404);

    raise(2, StreamEvents.TEAM_SOUTH);

    awaitStatus(path, 200);
  }

  private void raise(int revision, String... teams) {
    AlertRaised alert =
        AlertRaised.newBuilder(
                StreamEvents.alert(
                    access, "after-ending", Severity.HIGH, 700, revision, true, List.of()))
            .setTeamIds(List.of(teams))
            .build();
    alerts.stream.send(Topics.ALERTS, alert);
  }

  private void awaitStatus(String path, int expected) {
    RunningAlerts.await(
        "the colleague's answer is " + expected,
        () -> alerts.get(colleague, path).status(),
        status -> status == expected);
  }
}
