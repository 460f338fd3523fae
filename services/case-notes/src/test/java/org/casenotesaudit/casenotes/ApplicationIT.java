package org.casenotesaudit.casenotes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.annotation.Controller;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;
import org.casenotesaudit.testkit.MicronautSettings;
import org.junit.jupiter.api.Test;

/** The app is put together: what no compiler says when an annotation processor finds nothing. */
class ApplicationIT {

  private final RunningCaseNotes app = RunningCaseNotes.shared();

  @Test
  void everyControllerIsThere() {
    var controllers =
        app.server
            .getApplicationContext()
            .getBeanDefinitions(Qualifiers.byStereotype(Controller.class));

    assertThat(controllers)
        .extracting(definition -> definition.getBeanType().getSimpleName())
        .contains(
            "ClientController",
            "CaseController",
            "NoteController",
            "MediaController",
            "AuthorityController",
            "RestrictionController",
            "ObjectionController",
            "ConflictController",
            "ContactController",
            "LegalRequestController",
            "DecisionController",
            "GrantController");
  }

  @Test
  void everyRepositoryIsThere() {
    long repositories =
        app.server.getApplicationContext().getAllBeanDefinitions().stream()
            .filter(
                definition ->
                    definition.getName().startsWith("org.casenotesaudit.casenotes.records.")
                        && definition.getName().contains("Rows$Intercepted"))
            .count();

    assertThat(repositories).isEqualTo(16);
  }

  @Test
  void itIsReadyAndSaysSo() {
    assertThat(app.get(RunningCaseNotes.practitioner(RunningCaseNotes.MARIA), "/health/readiness"))
        .satisfies(answer -> assertThat(answer.status()).isEqualTo(200));
  }

  @Test
  void aDatabaseSealedWithAnotherKeyIsNotServed() {
    Map<String, Object> settings = MicronautSettings.of("case-notes", app.database);

    assertThatThrownBy(() -> ApplicationContext.run(EmbeddedServer.class, settings).close())
        .rootCause()
        .hasMessageContaining("with which this database was sealed");
  }
}
