package org.casenotesaudit.ledger.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes files so that after a power cut each is either there as a whole or not at all: temporary
 * file, fsync, rename, fsync of the folder. One writer at a time.
 */
final class DurableFiles {
  private final Path root;

  DurableFiles(Path root) {
    this.root = root;
  }

  Path at(String path) {
    return root.resolve(path);
  }

  Optional<byte[]> read(String path) throws IOException {
    try {
      return Optional.of(Files.readAllBytes(at(path)));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /**
   * Writes files that never change once written. A file that is already there is left alone if it
   * has the same bytes.
   *
   * @throws LogException.FileConflict if it has others
   */
  void writeOnce(Map<String, byte[]> files) throws IOException {
    var folders = new LinkedHashSet<Path>();
    for (var file : files.entrySet()) {
      var existing = read(file.getKey());
      if (existing.isEmpty()) {
        write(at(file.getKey()), file.getValue());
      } else if (!Arrays.equals(existing.get(), file.getValue())) {
        throw new LogException.FileConflict(file.getKey());
      }
      // Also for a file that was there: the run that wrote it may have died before this point.
      addFolders(at(file.getKey()), folders);
    }
    for (var folder : folders) {
      sync(folder);
    }
  }

  /** Replaces a file in one step. */
  void replace(String path, byte[] bytes) throws IOException {
    write(at(path), bytes);
    sync(root);
  }

  private void addFolders(Path file, Set<Path> folders) {
    for (var folder = file.getParent();
        folder != null && folder.startsWith(root);
        folder = folder.getParent()) {
      folders.add(folder);
    }
  }

  private void write(Path file, byte[] bytes) throws IOException {
    var folder = file.getParent();
    if (folder == null) {
      throw new IOException("a file without a folder");
    }
    Files.createDirectories(folder);
    var temporary = folder.resolve("." + file.getFileName() + ".tmp");
    try (var channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      var rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void sync(Path folder) throws IOException {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
