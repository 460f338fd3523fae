package org.casenotesaudit.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that are made once and then left alone. */
class KeysTest {

  private static final String ORIGIN = "audit.example.org/agency";

  @TempDir Path folder;

  @Test
  void whatIsMissingIsMadeForItsOwnerOnly() throws IOException {
    assertThat(keys(ORIGIN).missing())
        .hasSize(8)
        .contains("key audit-trail/log-key: missing (expected: a file; it signs checkpoints)");

    keys(ORIGIN).make();

    assertThat(keys(ORIGIN).missing()).isEmpty();
    for (Path file : contents().keySet()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .as(file.toString())
          .isEqualTo("rw-------");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void theSecondTimeEveryKeyIsLeftAsItIs() throws IOException {
    keys(ORIGIN).make();
    Map<Path, String> before = contents();
    Path lost = folder.resolve("access/access-idempotency.key");
    Files.delete(lost);

    keys(ORIGIN).make();

    Map<Path, String> after = contents();
    assertThat(after.keySet()).isEqualTo(before.keySet());
    assertThat(after.get(lost)).isNotEqualTo(before.get(lost));
    after.remove(lost);
    assertThat(before).containsAllEntriesOf(after);
  }

  @Test
  void theVerifiersKeyNamesTheLog() {
    keys(ORIGIN).make();

    assertThat(keys(ORIGIN).verifierKey()).startsWith(ORIGIN + "+");
  }

  @Test
  void anotherLogsKeyIsRefused() {
    keys(ORIGIN).make();

    assertThatThrownBy(() -> keys("another.example.org/agency").verifierKey())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("of the log " + ORIGIN)
        .hasMessageContaining("(expected: of another.example.org/agency)");
  }

  private Keys keys(String origin) {
    return new Keys(folder, origin, new SecureRandom());
  }

  /** Every file with what it holds, as hex. */
  private Map<Path, String> contents() throws IOException {
    Map<Path, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(file, java.util.HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    return contents;
  }
}
