package org.casenotesaudit.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder that goes away with the JVM. */
final class TemporaryFolder {

  private TemporaryFolder() {}

  static Path create(String prefix) {
    try {
      Path folder = Files.createTempDirectory("case-notes-audit-" + prefix + "-");
      AtExit.run(() -> delete(folder));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      // Somebody may still be writing into it; the system's own cleaning takes the rest.
    }
  }
}
