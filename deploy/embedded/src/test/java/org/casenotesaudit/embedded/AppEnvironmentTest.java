package org.casenotesaudit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the launcher tells an app, held to what the app's own configuration files read. */
class AppEnvironmentTest {

  /** {@code ${NAME:default}}, the default in backquotes if it holds colons. */
  private static final Pattern READ =
      Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(?::(`[^`]*`|[^}]*))?}");

  private static final Pattern AT_A_PORT = Pattern.compile("127\\.0\\.0\\.1:\\d+|^\\d{4,5}$");

  @TempDir Path run;

  @ParameterizedTest
  @EnumSource(App.class)
  void everyVariableThatAnAppIsGivenIsOneThatItReads(App app) throws Exception {
    assertThat(readBy(app).keySet()).containsAll(given(app).keySet());
  }

  @ParameterizedTest
  @EnumSource(App.class)
  void noAppIsLeftToLookForAnythingAtItsUsualPort(App app) throws Exception {
    var atUsualPorts = new HashMap<>(readBy(app));
    atUsualPorts.values().removeIf(otherwise -> !AT_A_PORT.matcher(otherwise).find());

    assertThat(atUsualPorts).isNotEmpty();
    assertThat(given(app).keySet()).containsAll(atUsualPorts.keySet());
  }

  private Map<String, String> given(App app) {
    var settings = SettingsFixture.withUsualPorts(run);
    return app.environment(settings, new Databases(settings, new Postgres(settings)));
  }

  /** Variable to what is taken where it is not set. */
  private static Map<String, String> readBy(App app) throws IOException {
    var read = new HashMap<String, String>();
    for (var file :
        List.of(
            "service-frame/src/main/resources/service-frame.yml",
            "service-frame/src/main/resources/service-frame-database.yml",
            app.appName() + "/src/main/resources/application.yml")) {
      var text = Files.readString(SettingsFixture.PROJECT.resolve("services").resolve(file));
      var variables = READ.matcher(text);
      while (variables.find()) {
        read.put(variables.group(1), variables.group(2) == null ? "" : variables.group(2));
      }
    }
    return read;
  }
}
