package org.casenotesaudit.provision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.casenotesaudit.ledger.note.SigningKey;

/**
 * The keys that lie outside PostgreSQL and its backups. In production a service makes none by
 * itself: a key that appeared in place of a lost one would open nothing that was sealed before.
 */
public final class Keys {

  private static final int KEY_BYTES = 32;
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /** How a key is written down. */
  private enum Form {
    /** One line of base64. */
    BASE64,
    /** The bytes. */
    RAW,
    /** The secret key of a log, as Go's note package writes it. */
    LOG_KEY
  }

  /**
   * One key file.
   *
   * @param service whose it is
   * @param name of the file
   * @param purpose what is lost with it, for people
   */
  private record Key(String service, String name, Form form, String purpose) {

    Path in(Path folder) {
      return folder.resolve(service).resolve(name);
    }
  }

  private static final List<Key> ALL =
      List.of(
          new Key("case-notes", "case-notes-wrapping.key", Form.BASE64, "opens notes and media"),
          new Key("case-notes", "case-notes-idempotency.key", Form.BASE64, "tells requests apart"),
          new Key("access", "access-idempotency.key", Form.BASE64, "tells requests apart"),
          new Key("alerts", "alerts-idempotency.key", Form.BASE64, "tells requests apart"),
          new Key("audit-trail", "log-key", Form.LOG_KEY, "signs checkpoints"),
          new Key("audit-trail", "wrapping-key", Form.RAW, "opens sealed fields of the ledger"),
          new Key("audit-trail", "person-ref-key", Form.RAW, "finds a person's entries"),
          new Key("audit-trail", "id-key", Form.RAW, "finds an event's entry"));

  private final Path folder;
  private final String origin;
  private final SecureRandom random;

  /**
   * @param folder under it a folder for each service, to be its KEYS_DIR
   * @param origin name of the log: its LOG_ORIGIN
   */
  public Keys(Path folder, String origin, SecureRandom random) {
    this.folder = folder;
    this.origin = origin;
    this.random = random;
  }

  /** What is not there, a line each. */
  public List<String> missing() {
    return ALL.stream()
        .filter(key -> !Files.exists(key.in(folder)))
        .map(
            key ->
                "key %s/%s: missing (expected: a file; it %s)"
                    .formatted(key.service(), key.name(), key.purpose()))
        .toList();
  }

  /** Makes what is missing, each file whole or not at all, and leaves what is there. */
  public void make() {
    for (Key key : ALL) {
      if (!Files.exists(key.in(folder))) {
        write(key.in(folder), fresh(key));
      }
    }
  }

  /**
   * What verifiers of the log are given: its public key.
   *
   * @throws IllegalStateException if the log's key is there and another log's
   */
  public String verifierKey() {
    Path file = folder.resolve("audit-trail").resolve("log-key");
    try {
      SigningKey key = SigningKey.parse(Files.readString(file).strip());
      if (!key.verifierKey().name().equals(origin)) {
        throw new IllegalStateException(
            "%s: of the log %s (expected: of %s)"
                .formatted(file, key.verifierKey().name(), origin));
      }
      return key.verifierKey().format();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private byte[] fresh(Key key) {
    if (key.form() == Form.LOG_KEY) {
      return line(SigningKey.generate(origin, random).format());
    }
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return key.form() == Form.RAW ? bytes : line(Base64.getEncoder().encodeToString(bytes));
  }

  private static byte[] line(String text) {
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Path parent = file.toAbsolutePath().getParent();
      Files.createDirectories(parent, OWNERS_FOLDER);
      Path draft = Files.createTempFile(parent, "key", ".draft", OWNER_ONLY);
      try {
        Files.write(draft, bytes);
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
        // A link fails where somebody was faster; their key then holds.
        Files.createLink(file, draft);
        try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
          channel.force(true);
        }
      } catch (FileAlreadyExistsException faster) {
        // As it should be.
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(file + " cannot be written", failure);
    }
  }
}
