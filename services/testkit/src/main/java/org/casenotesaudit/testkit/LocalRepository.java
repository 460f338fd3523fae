package org.casenotesaudit.testkit;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.avro.Schema;

/** Finds files that Maven resolved but that belong on no class path. */
final class LocalRepository {

  private LocalRepository() {}

  /**
   * The file of an artifact; the repository is the one from which Avro was loaded.
   *
   * @param path below the repository, for instance io/apicurio/...
   */
  static Path file(String path) {
    String property = System.getProperty("maven.repo.local");
    Path root = property != null ? Path.of(property) : besideAvro().orElse(usual());
    Path file = root.resolve(path);
    if (!Files.exists(file)) {
      throw new IllegalStateException(
          file + ": missing (expected: resolved by Maven with the testkit)");
    }
    return file;
  }

  private static Path usual() {
    return Path.of(System.getProperty("user.home"), ".m2", "repository");
  }

  private static Optional<Path> besideAvro() {
    try {
      Path jar = Path.of(Schema.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path below = Path.of("org", "apache", "avro", "avro");
      for (Path root = jar.getParent(); root != null; root = root.getParent()) {
        if (jar.startsWith(root.resolve(below))) {
          return Optional.of(root);
        }
      }
      return Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
