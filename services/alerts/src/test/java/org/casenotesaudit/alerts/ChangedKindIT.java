package org.casenotesaudit.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.alerts.RunningAlerts.OMAR;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.casenotesaudit.alerts.StreamEvents.Flagged;
import org.casenotesaudit.events.ConcernResolved;
import org.casenotesaudit.events.Severity;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.Test;

/** An alert turns out to hold only in the light of later facts: it leaves the worker's conduct. */
class ChangedKindIT {

  private static final String RULE = "after-ending";

  private final RunningAlerts alerts = RunningAlerts.shared();
  private final String client = StreamEvents.id();
  private final Flagged access = Flagged.by(StreamEvents.id(), client);

  @Test
  void aConductConcernDoesNotStandOnceItsAlertAsksOnlyToMendTheRecord() {
    raise(access, 1, true);
    String conduct = alerts.concernAbout(client).path("concernId").asText();
    raise(access, 2, false);

    await(all -> statusOf(all, "MEND_RECORD").equals("open"));
    JsonNode left = alerts.get(OMAR, "/v1/concerns/" + conduct).json();
    assertThat(left.path("concern").path("status").asText()).isEqualTo("withdrawn");
    assertThat(left.path("concern").path("withdrawnCount").asInt()).isEqualTo(1);
    assertThat(left.path("alerts")).as("that it had been there can be read").hasSize(1);
    assertThat(left.path("alerts").get(0).path("withdrawn").asBoolean()).isTrue();
    assertThat(left.path("timeline").findValuesAsText("what"))
        .containsSubsequence("OPENED", "ALERT_MOVED", "CLOSED_AS_WITHDRAWN");
    assertThat(new ReviewerAtWork(alerts, OMAR).page("/concerns/" + conduct).body())
        .contains("in another concern")
        .contains("Withdrawn");
  }

  @Test
  void anAlertThatChangesBackStandsWhereItStoodBeforeAndNowhereElse() {
    raise(access, 1, true);
    raise(access, 2, false);
    raise(access, 3, true);

    List<JsonNode> both =
        await(all -> all.size() == 2 && statusOf(all, "MEND_RECORD").equals("withdrawn"));
    assertThat(statusOf(both, "CONDUCT")).isEqualTo("open");
  }

  @Test
  void theOtherAlertsOfTheConcernStandOnAndADecisionSettlesThemOnly() {
    Flagged other = Flagged.by(access.worker(), client).at(access.at());
    raise(access, 1, true);
    raise(other, 1, true);
    await(all -> !all.isEmpty() && all.getFirst().path("alertCount").asInt() == 2);
    raise(access, 2, false);

    List<JsonNode> both = await(all -> all.size() == 2);
    JsonNode conduct = ofKind(both, "CONDUCT");
    assertThat(conduct.path("status").asText()).isEqualTo("open");
    assertThat(conduct.path("withdrawnCount").asInt()).isEqualTo(1);
    try (TopicReader reviews = TopicReader.fromNow(Topics.REVIEWS)) {
      String id = conduct.path("concernId").asText();
      alerts.post(
          OMAR,
          "/v1/concerns/" + id + "/resolve",
          Map.of("resolution", "POLICY_BREACH", "text", "No task."));
      ConcernResolved resolved =
          reviews
              .next(
                  ConcernResolved.class,
                  event -> event.getConcernId().equals(id),
                  1,
                  Duration.ofSeconds(20))
              .getFirst();
      assertThat(resolved.getAlertIds()).containsExactly(other.alertId(RULE));
    }
  }

  private void raise(Flagged flagged, int revision, boolean attributable) {
    alerts.stream.raise(flagged, RULE, Severity.HIGH, 700, revision, attributable, List.of());
  }

  private List<JsonNode> await(Predicate<List<JsonNode>> enough) {
    return RunningAlerts.await(
        "the concerns about the client", () -> alerts.concernsAbout(OMAR, client), enough);
  }

  private static String statusOf(List<JsonNode> concerns, String kind) {
    return ofKind(concerns, kind).path("status").asText();
  }

  private static JsonNode ofKind(List<JsonNode> concerns, String kind) {
    return concerns.stream()
        .filter(concern -> concern.path("kind").asText().equals(kind))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }
}
