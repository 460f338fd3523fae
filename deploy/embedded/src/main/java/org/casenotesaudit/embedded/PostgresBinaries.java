package org.casenotesaudit.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's own programs, as Zonky packs them for Maven: a tar.xz inside a jar. */
final class PostgresBinaries {
  private PostgresBinaries() {}

  /** Unpacks beside the folder and then renames: the folder is whole or absent. */
  static void unpackOnce(Path home) throws IOException {
    if (Files.exists(home)) {
      return;
    }
    var next = home.resolveSibling("binaries.next");
    Folders.delete(next);
    Files.createDirectories(next);
    var archive = archiveName(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    try (var packed = PostgresBinaries.class.getResourceAsStream("/" + archive)) {
      if (packed == null) {
        throw new CommandFailedException(
            "%s is not packed with the launcher (expected: PostgreSQL for this machine)"
                .formatted(archive));
      }
      unpack(packed, next);
    }
    Files.move(next, home, StandardCopyOption.ATOMIC_MOVE);
  }

  static String archiveName(String osName, String osArch) {
    var system = osName.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    var arch =
        switch (osArch) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> osArch;
        };
    return "postgres-%s-%s.txz".formatted(system, arch);
  }

  private static void unpack(InputStream packed, Path folder) throws IOException {
    try (var tar = new TarArchiveInputStream(new XZInputStream(packed))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException(entry.getName() + " points outside the archive");
        }
        unpack(tar, entry, target);
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
    } else if (entry.isSymbolicLink()) {
      Files.createDirectories(target.getParent());
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.createDirectories(target.getParent());
      Files.copy(tar, target);
      boolean isProgram = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          target, PosixFilePermissions.fromString(isProgram ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }
}
