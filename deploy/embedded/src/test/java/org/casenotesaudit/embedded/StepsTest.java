package org.casenotesaudit.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepsTest {
  @TempDir Path run;

  @Test
  void nothingIsNamedBeforeWhatItNeeds() throws Exception {
    var named = new HashSet<String>();
    for (var step : all()) {
      assertThat(named).as(step.name()).containsAll(step.after());
      named.add(step.name());
    }
  }

  @Test
  void whatIsAskedForComesWithAllThatItNeeds() throws Exception {
    assertThat(Steps.only(all(), List.of("access")))
        .extracting(Steps.Step::name)
        .containsExactly("postgres", "kafka", "databases", "registry", "oidc", "topics", "access");
    assertThat(Steps.only(all(), List.of("registry")))
        .extracting(Steps.Step::name)
        .containsExactly("postgres", "databases", "registry");
  }

  @Test
  void anUnknownNameIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> Steps.requireKnown(List.of("kafka", "zookeeper")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("zookeeper")
        .hasMessageContaining("kafka");
  }

  @Test
  void everyStepIsKnown() throws Exception {
    Steps.requireKnown(all().stream().map(Steps.Step::name).toList());
  }

  @Test
  void everyProcessHasAStepThatStartsIt() throws Exception {
    assertThat(all().stream().filter(step -> step.part() != null).map(Steps.Step::name).toList())
        .containsExactlyInAnyOrderElementsOf(Steps.processes());
  }

  @Test
  void anAppIsToldWhereEverythingIsAndWhoItIs() {
    var settings = SettingsFixture.withUsualPorts(run);
    var environment =
        App.AUDIT_TRAIL.environment(settings, new Databases(settings, new Postgres(settings)));

    assertThat(environment)
        .containsEntry("AUDIT_TRAIL_PORT", "8084")
        .containsEntry("LOG_ORIGIN", "casenotesaudit.example/demo")
        .containsEntry("OIDC_JWKS_URL", "http://127.0.0.1:8086/default/jwks")
        .containsEntry("DB_URL", "jdbc:postgresql://127.0.0.1:15432/audit_trail")
        .containsEntry("DB_RUN_USER", "audit_trail_run")
        .containsEntry("CLIENT_ID", "audit-trail")
        .containsEntry("PRODUCTION", "false");
    assertThat(Path.of(environment.get("DB_RUN_PASSWORD_FILE"))).exists();
    assertThat(Path.of(environment.get("CLIENT_SECRET_FILE"))).exists();
  }

  private List<Steps.Step> all() throws Exception {
    return Steps.all(SettingsFixture.withUsualPorts(run));
  }
}
