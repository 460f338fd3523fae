package org.casenotesaudit.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.casenotesaudit.journeys.Deeds.Deed;

/** What must hold of the concerns that a reviewer sees, against the alerts of the ledger. */
final class ConcernChecks {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Set<String> NOT_SETTLED = Set.of("open", "in-review");

  private final Agency agency;
  private final Set<String> reopened;

  /**
   * @param reopened concerns that somebody took up again, or tried to: open or not
   */
  ConcernChecks(Agency agency, Set<String> reopened) {
    this.agency = agency;
    this.reopened = reopened;
  }

  /** Every open alert is in a concern about its client, and nothing else is in any. */
  void everyOpenAlertIsInAConcern(List<History> histories)
      throws IOException, InterruptedException {
    Map<String, Set<String>> expected = new HashMap<>();
    for (History history : histories) {
      Set<String> open = history.openAlerts().keySet();
      if (!open.isEmpty()) {
        expected.put(history.clientId(), new TreeSet<>(open));
      }
    }
    assertThat(expected).as("clients with alerts").isNotEmpty();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      List<JsonNode> concerns = all();
      Map<String, Set<String>> found = new HashMap<>();
      for (JsonNode concern : concerns) {
        for (JsonNode alert : concern.get("alerts")) {
          if (!alert.get("withdrawn").asBoolean()) {
            found
                .computeIfAbsent(concern.get("clientId").asText(), client -> new TreeSet<>())
                .add(alert.get("alertId").asText());
          }
        }
      }
      if (found.equals(expected)) {
        oneUnsettledConcernAtMostOfEachGroup(concerns);
        return;
      }
      assertThat(System.nanoTime())
          .as("alerts in concerns: %s%nopen alerts in the ledger: %s", found, expected)
          .isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    }
  }

  /**
   * Alerts about the same worker, client, kind and UTC day are one piece of work: only what came
   * after somebody settled it may open another. So nothing was grouped twice, whatever the day; but
   * for what was taken up again when another was open.
   */
  private void oneUnsettledConcernAtMostOfEachGroup(List<JsonNode> concerns) {
    Set<String> groups = new HashSet<>();
    for (JsonNode concern : concerns) {
      JsonNode summary = concern.get("concern");
      String day = summary.get("firstAt").asText().substring(0, "2026-01-01".length());
      assertThat(summary.get("lastAt").asText()).as("%s", summary).startsWith(day);
      if (NOT_SETTLED.contains(summary.get("status").asText())
          && !reopened.contains(summary.get("concernId").asText())) {
        String group =
            String.join(
                " ",
                concern.get("clientId").asText(),
                concern.get("workerId").asText(),
                summary.get("kind").asText(),
                day);
        assertThat(groups.add(group)).as("unsettled concerns of " + group).isTrue();
      }
    }
  }

  void whatWasResolvedStillIs(Deeds deeds) throws IOException, InterruptedException {
    Set<String> resolved = new TreeSet<>();
    for (Deed deed : deeds.acknowledged()) {
      if (deed.kind().eventType().equals("ConcernResolved")) {
        resolved.add(deed.fields().get("concernId"));
      }
    }
    resolved.removeAll(reopened);
    assertThat(resolved).as("concerns that somebody resolved").isNotEmpty();
    for (String concern : resolved) {
      JsonNode detail =
          agency.call("omar", "GET", agency.url("ALERTS", "/v1/concerns/" + concern), null);
      assertThat(detail.at("/concern/status").asText()).as("%s", detail).isEqualTo("resolved");
    }
  }

  private List<JsonNode> all() throws IOException, InterruptedException {
    List<JsonNode> concerns = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page =
          agency.call("omar", "GET", agency.url("ALERTS", "/v1/concerns?limit=200" + cursor), null);
      for (JsonNode summary : page.get("concerns")) {
        concerns.add(
            agency.call(
                "omar",
                "GET",
                agency.url("ALERTS", "/v1/concerns/" + summary.get("concernId").asText()),
                null));
      }
      cursor = page.hasNonNull("nextCursor") ? "&cursor=" + page.get("nextCursor").asText() : "";
    } while (!cursor.isEmpty());
    return concerns;
  }
}
