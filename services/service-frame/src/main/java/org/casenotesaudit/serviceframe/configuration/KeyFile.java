package org.casenotesaudit.serviceframe.configuration;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/**
 * A file that holds one key of this service, outside PostgreSQL and its backups: one line of
 * base64, 32 bytes, readable by its owner only.
 */
public final class KeyFile {

  private static final int KEY_BYTES = 32;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private KeyFile() {}

  /**
   * The key, made at first start unless this is production: there a key that went missing must stop
   * the start, not be replaced by one that fits nothing that was kept before.
   *
   * @throws IllegalStateException if the file is missing in production, open to others, or no key
   */
  public static byte[] readOrMake(Path file, boolean production, SecureRandom random)
      throws IOException {
    if (!Files.exists(file)) {
      if (production) {
        throw new IllegalStateException(file + ": missing (expected: a key of 32 bytes)");
      }
      make(file, random);
    }
    Set<PosixFilePermission> found = Files.getPosixFilePermissions(file);
    if (!OWNER_ONLY.containsAll(found)) {
      throw new IllegalStateException(
          file + ": " + PosixFilePermissions.toString(found) + " (expected: rw------- or less)");
    }
    return decoded(file);
  }

  private static byte[] decoded(Path file) throws IOException {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(Files.readString(file).strip());
    } catch (IllegalArgumentException notBase64) {
      // The cause is left out: its message quotes the content.
      throw new IllegalStateException(file + ": unreadable (expected: base64 of 32 bytes)");
    }
    if (key.length != KEY_BYTES) {
      throw new IllegalStateException(
          file + ": " + key.length + " bytes (expected: " + KEY_BYTES + ")");
    }
    return key;
  }

  private static void make(Path file, SecureRandom random) throws IOException {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
    Path draft =
        Files.createTempFile(
            folder, "key", ".draft", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    try {
      Files.writeString(draft, Base64.getEncoder().encodeToString(key) + "\n");
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      // A link fails where a second starting process was faster; its key then holds.
      Files.createLink(file, draft);
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    } catch (FileAlreadyExistsException faster) {
      Files.deleteIfExists(draft);
      return;
    }
    Files.deleteIfExists(draft);
  }
}
