package org.casenotesaudit.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Stream;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.testkit.description.DescribedRoutes;
import org.casenotesaudit.testkit.description.Follower;
import org.casenotesaudit.testkit.description.ServedDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the description of the API is the app's. */
class DescriptionIT {

  private static final RunningAccess access = RunningAccess.shared();
  private static final ServedDescription description =
      ServedDescription.of(URI.create(access.url()));

  @Test
  void itTellsOfEveryRouteAndOfWhoMayCallIt() {
    DescribedRoutes.assertTold(
        access.server.getApplicationContext(), "org.casenotesaudit.access", description);
  }

  @Test
  void everyOperationFieldAndFailureIsTold() {
    description.assertComplete();
  }

  @Test
  void purposesAreThoseOfTheEvents() {
    assertThat(description.codes("POST /v1/accesses", "purpose"))
        .isEqualTo(
            Arrays.stream(Purpose.values())
                .map(Purpose::name)
                .filter(code -> !code.equals("UNKNOWN"))
                .toList());
  }

  static Stream<String> operations() {
    // Resources of FHIR are described elsewhere.
    return description.operationsWithBody().stream().filter(name -> !name.contains(" /fhir"));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void whoeverFollowsItIsUnderstoodAndWhoeverDoesNotIsTold(String operation) {
    followerOf(operation).tries(operation);
  }

  @Test
  void anEmergencyIsDescribedToo() {
    String operation = "POST /v1/accesses";
    followerOf(operation).beginningWith("{\"breakGlass\":{}}").tries(operation);
  }

  @Test
  void theIntervalsOfAWorkerFileAreDescribedToo() {
    String operation = "PUT /v1/workers/{workerId}";
    followerOf(operation).beginningWith("{\"roles\":[{}]}").tries(operation);
  }

  private static Follower followerOf(String operation) {
    UUID me = UUID.randomUUID();
    UUID another = UUID.randomUUID();
    access.put(
        RunningAccess.token(RunningAccess.DORA, "directory-admin"),
        "/v1/workers/" + another,
        "{\"displayName\":\"Fay\"}");
    // A file is somebody else's, a relation one's own.
    UUID worker = operation.startsWith("PUT") ? another : me;
    return new Follower(description, "access", me.toString())
        .knowing("{workerId}", worker.toString())
        .knowing("otherWorkerId", another.toString())
        // Whom an id of another system means: a worker whom the directory knows.
        .knowing("id", another.toString())
        .knowing("{kind}", "workers")
        .knowing("{system}", "urn:x")
        .knowing("{value}", "1");
  }
}
