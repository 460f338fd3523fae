package org.casenotesaudit.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.alerts.RunningAlerts.OMAR;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.casenotesaudit.alerts.concern.ConcernStatus;
import org.casenotesaudit.events.Resolution;
import org.casenotesaudit.events.Severity;
import org.casenotesaudit.testkit.description.DescribedRoutes;
import org.casenotesaudit.testkit.description.Follower;
import org.casenotesaudit.testkit.description.ServedDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the description of the API is the app's. */
class DescriptionIT {

  private static final RunningAlerts alerts = RunningAlerts.shared();
  private static final ServedDescription description =
      ServedDescription.of(URI.create(alerts.server.getURL().toString()));

  @Test
  void itTellsOfEveryRouteAndOfWhoMayCallIt() {
    DescribedRoutes.assertTold(
        alerts.server.getApplicationContext(), "org.casenotesaudit.alerts", description);
  }

  @Test
  void everyOperationFieldAndFailureIsTold() {
    description.assertComplete();
  }

  @Test
  void filtersAndResolutionsAreTheCodesThatAreTaken() {
    assertThat(description.codes("GET /v1/concerns", "status"))
        .isEqualTo(Arrays.stream(ConcernStatus.values()).map(ConcernStatus::code).toList());
    assertThat(description.codes("GET /v1/concerns", "severity"))
        .isEqualTo(codes(Severity.values()));
    assertThat(description.codes("POST /v1/concerns/{concernId}/resolve", "resolution"))
        .isEqualTo(codes(Resolution.values()));
    for (String filter : List.of("status", "severity", "sort")) {
      for (String code : description.codes("GET /v1/concerns", filter)) {
        assertThat(alerts.get(OMAR, "/v1/concerns?" + filter + "=" + code).status())
            .as("%s=%s", filter, code)
            .isEqualTo(200);
      }
      assertThat(alerts.get(OMAR, "/v1/concerns?" + filter + "=UNKNOWN").status()).isEqualTo(400);
    }
  }

  private static List<String> codes(Enum<?>[] constants) {
    return Arrays.stream(constants).map(Enum::name).filter(it -> !it.equals("UNKNOWN")).toList();
  }

  static Stream<String> operations() {
    return description.operationsWithBody().stream();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void whoeverFollowsItIsUnderstoodAndWhoeverDoesNotIsTold(String operation) {
    String client = StreamEvents.id();
    alerts.stream.raise(
        StreamEvents.Flagged.by(StreamEvents.id(), client), "after-ending", Severity.HIGH, 700, 1);
    new Follower(description, "alerts", OMAR)
        .knowing("{concernId}", alerts.concernAbout(client).path("concernId").asText())
        .knowing("assigneeId", OMAR)
        .tries(operation);
  }
}
