package org.casenotesaudit.audittrail.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import org.casenotesaudit.ledger.entry.KeyOwner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {

  private static final byte[] KEY = new byte[32];

  @TempDir private Path folder;

  @Test
  void aKeyFileIsMadeOnceAndOnlyItsOwnerMayReadIt() throws IOException {
    KeyFolder keys = new KeyFolder(folder.resolve("new"), false);

    byte[] first = keys.readOrCreate("log-key", () -> new byte[] {1});
    byte[] second = keys.readOrCreate("log-key", () -> new byte[] {2});

    assertThat(second).isEqualTo(first);
    assertThat(Files.getPosixFilePermissions(folder.resolve("new/log-key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void inProductionAMissingKeyIsAnError() {
    KeyFolder keys = new KeyFolder(folder, true);

    assertThatThrownBy(() -> keys.readOrCreate("log-key", () -> new byte[] {1}))
        .hasMessageContaining("key file log-key: absent");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aWrappedKeyOpensForItsPersonOnly() {
    KeyWrap wrap = new KeyWrap(KEY, new SecureRandom());
    PersonRefs refs = new PersonRefs(KEY);
    PersonRef client = refs.of(KeyOwner.client("1"));
    PersonRef worker = refs.of(KeyOwner.worker("1"));
    byte[] dataKey = {1, 2, 3};

    byte[] wrapped = wrap.wrap(client, dataKey);

    assertThat(wrap.unwrap(client, wrapped)).isEqualTo(dataKey);
    assertThat(Arrays.equals(wrap.wrap(client, dataKey), wrapped)).isFalse();
    assertThatThrownBy(() -> wrap.unwrap(worker, wrapped)).hasMessageContaining("does not open");
    wrapped[20] ^= 1;
    assertThatThrownBy(() -> wrap.unwrap(client, wrapped)).hasMessageContaining("does not open");
  }

  @Test
  void aClientAndAWorkerOfTheSameIdAreTwoPersons() {
    PersonRefs refs = new PersonRefs(KEY);

    assertThat(refs.of(KeyOwner.client("1"))).isNotEqualTo(refs.of(KeyOwner.worker("1")));
    assertThat(refs.of(KeyOwner.client("1"))).isEqualTo(refs.of(KeyOwner.client("1")));
    PersonRef ref = refs.of(KeyOwner.agency());
    assertThat(PersonRef.ofKeyId(ref.keyId())).isEqualTo(ref);
    byte[] otherKey = new byte[32];
    otherKey[0] = 1;
    assertThat(new PersonRefs(otherKey).of(KeyOwner.agency())).isNotEqualTo(ref);
  }
}
