package org.casenotesaudit.casenotes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.casenotes.RunningCaseNotes.MARIA;
import static org.casenotesaudit.casenotes.RunningCaseNotes.UNKNOWN_ID;
import static org.casenotesaudit.casenotes.RunningCaseNotes.practitioner;

import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.casenotesaudit.events.AllocationKind;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.testkit.description.DescribedRoutes;
import org.casenotesaudit.testkit.description.Follower;
import org.casenotesaudit.testkit.description.ServedDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the description of the API is the app's. */
class DescriptionIT {

  private static final RunningCaseNotes app = RunningCaseNotes.shared();
  private static final ServedDescription description = ServedDescription.of(app.uri("/"));

  @Test
  void itTellsOfEveryRouteAndOfWhoMayCallIt() {
    DescribedRoutes.assertTold(
        app.server.getApplicationContext(), "org.casenotesaudit.casenotes", description);
  }

  @Test
  void everyOperationFieldAndFailureIsTold() {
    description.assertComplete();
  }

  @Test
  void codesAreThoseOfTheEvents() {
    assertThat(description.codes("POST /v1/cases/{caseId}/allocations", "allocationKind"))
        .isEqualTo(codes(AllocationKind.values()));
    assertThat(description.codes("POST /v1/decisions", "purpose"))
        .isEqualTo(codes(Purpose.values()));
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
    // What somebody's own consent rests on is them.
    new Follower(description, "case-notes", MARIA).exceptFor("giver").tries(operation);
  }

  @Test
  void anEmergencyStatedEarlierIsDescribedToo() {
    new Follower(description, "case-notes", MARIA)
        .beginningWith("{\"breakGlass\":{},\"standingGlasses\":[{}]}")
        .tries("POST /v1/decisions");
  }

  @Test
  void theFormOfARecordingHasTheFieldsThatTheAppKnows() {
    String refused =
        app.send(
                new MultipartForm()
                    .field("colour", "red")
                    .post(
                        HttpRequest.newBuilder(app.uri("/v1/cases/" + UNKNOWN_ID + "/media"))
                            .header("Authorization", "Bearer " + practitioner(MARIA)))
                    .build())
            .expecting(400)
            .field("detail");

    assertThat(refused)
        .contains("(expected: " + description.form("POST /v1/cases/{caseId}/media") + ")");
  }
}
