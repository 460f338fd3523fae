package org.casenotesaudit.alerts.concern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnConcernTest {

  private static final WorkerId OFFICER = new WorkerId("officer");
  private static final Viewer STRANGER =
      new Viewer.Mapped(OFFICER, Set.of(), Set.of(new TeamId("compliance")), Set.of());
  private static final OwnConcern.Subject CONCERN =
      new OwnConcern.Subject(
          new WorkerId("worker"), new ClientId("client"), Set.of(new TeamId("north")));

  @Test
  void aStrangerToWorkerTeamAndClientMaySee() {
    assertThat(OwnConcern.permits(STRANGER, CONCERN)).isTrue();
  }

  @Test
  void nobodySeesAConcernAboutThemselves() {
    assertThat(
            OwnConcern.permits(
                STRANGER, new OwnConcern.Subject(OFFICER, new ClientId("client"), Set.of())))
        .isFalse();
  }

  @Test
  void nobodySeesAConcernAboutSomebodyClose() {
    assertThat(
            OwnConcern.permits(
                new Viewer.Mapped(OFFICER, Set.of(new WorkerId("worker")), Set.of(), Set.of()),
                CONCERN))
        .isFalse();
  }

  @Test
  void theTeamAtTheMomentOfAccessCountsToo() {
    assertThat(
            OwnConcern.permits(
                new Viewer.Mapped(OFFICER, Set.of(), Set.of(new TeamId("north")), Set.of()),
                CONCERN))
        .isFalse();
  }

  @Test
  void nobodySeesAConcernAboutAClientTheyKnow() {
    Viewer knows = new Viewer.Mapped(OFFICER, Set.of(), Set.of(), Set.of(new ClientId("client")));
    assertThat(OwnConcern.permits(knows, CONCERN)).isFalse();
    assertThat(
            OwnConcern.permits(
                knows, new OwnConcern.Subject(new WorkerId("worker"), null, Set.of())))
        .isTrue();
  }

  @Test
  void whoeverIsNotInTheDirectorySeesNothing() {
    assertThat(OwnConcern.permits(new Viewer.Unmapped(OFFICER), CONCERN)).isFalse();
    assertThat(OwnConcern.sql(new Viewer.Unmapped(OFFICER)).sql()).isEqualTo("FALSE");
  }

  @Test
  void theExternalReviewerSeesOnlyWhatNoOtherReviewerMay() {
    var external = new Viewer.Mapped(new WorkerId("external"), Set.of(), Set.of(), Set.of());
    var knowsTheClient =
        new Viewer.Mapped(OFFICER, Set.of(), Set.of(), Set.of(new ClientId("client")));
    var friend =
        new Viewer.Mapped(
            new WorkerId("friend"), Set.of(new WorkerId("worker")), Set.of(), Set.of());

    assertThat(
            OwnConcern.permits(
                new Viewer.External(external, List.of(knowsTheClient, friend)), CONCERN))
        .isTrue();
    assertThat(
            OwnConcern.permits(
                new Viewer.External(external, List.of(knowsTheClient, (Viewer.Mapped) STRANGER)),
                CONCERN))
        .isFalse();
    assertThat(OwnConcern.permits(new Viewer.External(friend, List.of(knowsTheClient)), CONCERN))
        .as("an external reviewer stands close to nobody either")
        .isFalse();
  }
}
