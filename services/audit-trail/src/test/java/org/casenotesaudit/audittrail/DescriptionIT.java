package org.casenotesaudit.audittrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.UUID;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.testkit.description.DescribedRoutes;
import org.casenotesaudit.testkit.description.Follower;
import org.casenotesaudit.testkit.description.ServedDescription;
import org.junit.jupiter.api.Test;

/** That the description of the API is the app's. */
class DescriptionIT {

  private static final RunningTrail trail = RunningTrail.shared();
  private static final ServedDescription description = ServedDescription.of(trail.uri());

  @Test
  void itTellsOfEveryRouteAndOfWhoMayCallIt() {
    DescribedRoutes.assertTold(trail.context(), "org.casenotesaudit.audittrail", description);
  }

  @Test
  void everyOperationFieldAndFailureIsTold() {
    description.assertComplete();
  }

  @Test
  void whoeverFollowsItIsUnderstoodAndWhoeverDoesNotIsTold() {
    assertThat(description.operationsWithBody()).containsExactly("POST /v1/exports");
    new Follower(description, "audit-trail", UUID.randomUUID().toString())
        .tries("POST /v1/exports");
  }

  @Test
  void purposesOfExportsAreThoseOfTheEvents() {
    assertThat(description.codes("POST /v1/exports", "purpose"))
        .isEqualTo(
            Arrays.stream(Purpose.values())
                .map(Purpose::name)
                .filter(code -> !code.equals("UNKNOWN"))
                .toList());
  }
}
