package org.casenotesaudit.audittrail.keys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The folder of key files, outside PostgreSQL and its backups: each file readable by its owner
 * alone.
 *
 * @param folder where the files are
 * @param production whether a missing key is an error instead of a first start
 */
public record KeyFolder(Path folder, boolean production) {

  /**
   * The bytes of a key file; created from {@code fresh} when it is absent and this is not
   * production.
   *
   * @throws IllegalStateException if it is absent in production: a key that appears by itself would
   *     hide that the real one was lost
   */
  public byte[] readOrCreate(String name, Supplier<byte[]> fresh) {
    return read(name)
        .orElseGet(
            () -> {
              if (production) {
                throw new IllegalStateException(
                    "key file "
                        + name
                        + ": absent (expected: put in place before a start in production)");
              }
              byte[] bytes = fresh.get();
              write(name, bytes);
              return bytes;
            });
  }

  /** The bytes of a file of the folder; none when it is absent. */
  public Optional<byte[]> read(String name) {
    try {
      return Optional.of(Files.readAllBytes(folder.resolve(name)));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("key file " + name + " cannot be read", e);
    }
  }

  /** Replaces a file so that a crash leaves the old or the new content, never a part. */
  public void write(String name, byte[] bytes) {
    try {
      Files.createDirectories(folder);
      Path part = folder.resolve(name + ".part");
      Files.deleteIfExists(part);
      try (FileChannel channel =
          FileChannel.open(
              part,
              EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
          channel.write(left);
        }
        channel.force(true);
      }
      Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
        directory.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("key file " + name + " cannot be written", e);
    }
  }

  private static final Set<java.nio.file.attribute.PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
}
