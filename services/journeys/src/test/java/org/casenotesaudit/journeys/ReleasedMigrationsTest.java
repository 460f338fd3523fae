package org.casenotesaudit.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A migration that a database has run stays as it is, comments too: Flyway compares its checksum at
 * each start, and a service whose migration was edited would not start on the data it has.
 *
 * <p>A new one is added in the project's folder with {@code sha256sum
 * services/ROOM/src/main/resources/db/FOLDER/V5__NAME.sql >>
 * services/journeys/src/test/resources/released-migrations.sha256}; a line that stands there is
 * never changed.
 */
class ReleasedMigrationsTest {

  private static final Path PROJECT = Path.of("../..");

  /** As {@code sha256sum} writes them; {@code sha256sum --check} reads them. */
  private static final Path RELEASED = Path.of("src/test/resources/released-migrations.sha256");

  private static final Pattern MIGRATION =
      Pattern.compile("services/[a-z-]+/src/main/resources/db/[a-z-]+/[A-Z][0-9_]*__\\w+\\.sql");

  @Test
  void everyMigrationIsAsItWasReleased() throws IOException {
    List<String> released = Files.readAllLines(RELEASED);
    assertThat(released).isNotEmpty();
    assertThat(present()).containsExactlyInAnyOrderElementsOf(released);
  }

  @Test
  void everySqlFileOfARoomIsSuchAMigration() throws IOException {
    assertThat(sqlFiles()).isNotEmpty().allMatch(name -> MIGRATION.matcher(name).matches());
  }

  private static List<String> present() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String name : sqlFiles()) {
      lines.add(digest(PROJECT.resolve(name)) + "  " + name);
    }
    return lines;
  }

  private static List<String> sqlFiles() throws IOException {
    List<String> names = new ArrayList<>();
    for (Path room : rooms()) {
      try (Stream<Path> files = Files.walk(room.resolve("src/main/resources"))) {
        files
            .filter(file -> file.toString().endsWith(".sql"))
            .map(file -> PROJECT.relativize(file).toString())
            .forEach(names::add);
      }
    }
    return names;
  }

  private static List<Path> rooms() throws IOException {
    try (Stream<Path> rooms = Files.list(PROJECT.resolve("services"))) {
      return rooms.filter(room -> Files.isDirectory(room.resolve("src/main/resources"))).toList();
    }
  }

  private static String digest(Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
