package org.casenotesaudit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir Path project;

  @Test
  void theRunFolderIsDotRunUnlessAVariableMovesIt() {
    assertThat(Settings.read(project, Map.of()).run()).isEqualTo(project.resolve(".run"));
    assertThat(Settings.read(project, Map.of("RUN_DIR", "elsewhere")).run())
        .isEqualTo(project.resolve("elsewhere"));
    assertThat(Settings.read(project, Map.of("RUN_DIR", "/somewhere/else")).run())
        .isEqualTo(Path.of("/somewhere/else"));
  }

  @Test
  void laterCommandsFindTheSystemWithoutTheVariablesItWasStartedWith() throws Exception {
    Settings.read(project, Map.of("KAFKA_PORT", "19092", "OIDC_PORT", "18086")).remember();

    var later = Settings.read(project, Map.of());

    assertThat(later.bootstrapServers()).isEqualTo("127.0.0.1:19092");
    assertThat(later.issuer()).isEqualTo("http://127.0.0.1:18086/default");
    assertThat(later.registryUrl()).isEqualTo("http://127.0.0.1:8085/apis/ccompat/v7");
  }
}
