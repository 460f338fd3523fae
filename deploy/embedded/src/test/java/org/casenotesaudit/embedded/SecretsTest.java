package org.casenotesaudit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir Path folder;

  @Test
  void aSecretIsMadeOnceAndReadByItsOwnerOnly() throws Exception {
    var file = folder.resolve("secret");

    var first = Secrets.readOrMake(file, Secrets::randomPassword);
    var second = Secrets.readOrMake(file, Secrets::randomPassword);

    assertThat(second).isEqualTo(first).hasSizeGreaterThanOrEqualTo(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aPasswordHasNothingThatSqlOrAShellWouldRead() {
    assertThat(Secrets.randomPassword()).matches("[A-Za-z0-9_-]{32}");
  }

  @Test
  void theFolderOfSecretsIsEnteredByItsOwnerOnly() throws Exception {
    var secrets = folder.resolve("secrets");

    Secrets.makeFolder(secrets);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
        .isEqualTo("rwx------");
  }
}
