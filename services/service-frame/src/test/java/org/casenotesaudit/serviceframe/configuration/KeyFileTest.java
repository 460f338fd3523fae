package org.casenotesaudit.serviceframe.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Key files: made once, for their owner, and never replaced. */
class KeyFileTest {

  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("keys").resolve("a.key");
  }

  @Test
  void theKeyIsMadeOnceForItsOwnerOnly() throws Exception {
    byte[] first = KeyFile.readOrMake(file, false, RANDOM);
    byte[] second = KeyFile.readOrMake(file, false, RANDOM);

    assertThat(second).isEqualTo(first).hasSize(32);
    assertThat(Files.list(file.getParent())).containsExactly(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void inProductionAMissingKeyStopsTheStart() {
    assertThatThrownBy(() -> KeyFile.readOrMake(file, true, RANDOM))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("missing (expected: a key of 32 bytes)");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFileThatOthersMayReadOrThatHoldsNoKeyStopsTheStart() throws Exception {
    KeyFile.readOrMake(file, false, RANDOM);

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> KeyFile.readOrMake(file, false, RANDOM))
        .hasMessageContaining("rw-r-----");

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(file, "c2hvcnQ=");
    assertThatThrownBy(() -> KeyFile.readOrMake(file, false, RANDOM))
        .hasMessageContaining("5 bytes");
    Files.writeString(file, "not base64 at all!");
    assertThatThrownBy(() -> KeyFile.readOrMake(file, false, RANDOM))
        .hasMessageNotContaining("not base64 at all");
  }
}
