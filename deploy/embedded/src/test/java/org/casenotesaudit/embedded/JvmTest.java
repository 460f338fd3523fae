package org.casenotesaudit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmTest {

  private static final boolean THIS_JAVA_LEARNS = Runtime.version().feature() >= Jvm.LEARNS_SINCE;

  @TempDir Path project;

  @Test
  void withoutTrainingNoCacheIsNamedAndTheSecondCompilerIsPatient() {
    assertThat(command(settings()))
        .containsAll(Jvm.LIVES_LONG)
        .noneMatch(option -> option.startsWith("-XX:AOT"));
  }

  @Test
  void aTrainingWritesTheCacheThatALaterStartNames() throws Exception {
    var settings = settings();
    var cache = settings.startCache("access");

    assertThat(command(settings.forTraining())).contains("-XX:AOTCacheOutput=" + cache);

    Files.createDirectories(cache.getParent());
    Files.writeString(cache, "learned");
    assertThat(command(settings).contains("-XX:AOTCache=" + cache))
        .as("a Java that does not know the option would not start")
        .isEqualTo(THIS_JAVA_LEARNS);
    assertThat(command(settings)).noneMatch(option -> option.startsWith("-XX:AOTCacheOutput"));
  }

  @Test
  void onlyATrainingIsWithoutPatience() {
    assertThat(command(settings().forTraining())).doesNotContainAnyElementsOf(Jvm.LIVES_LONG);
    assertThat(Jvm.command(settings().forTraining(), "oidc", 64, Jvm.SELDOM_BUSY))
        .containsAll(Jvm.SELDOM_BUSY);
  }

  @Test
  void aTrainingKeepsItsDataApart() {
    assertThat(settings().forTraining().run())
        .startsWithRaw(project.resolve("deploy/embedded/target"))
        .isNotEqualTo(settings().run());
  }

  private Settings settings() {
    return Settings.read(project, Map.of());
  }

  private static List<String> command(Settings settings) {
    return Jvm.command(settings, "access", 64, Jvm.LIVES_LONG);
  }
}
