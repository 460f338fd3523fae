package org.casenotesaudit.serviceframe.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A secret is read from a file that a platform mounts; it never stands in a setting itself. */
public final class SecretFile {

  private SecretFile() {}

  /**
   * The content of the file without the line end; empty when no file is named.
   *
   * @param setting name of the setting, for the message
   * @throws IllegalStateException if the file cannot be read; the message names it, never its
   *     content
   */
  public static String read(String setting, String path) {
    if (path.isBlank()) {
      return "";
    }
    try {
      return Files.readString(Path.of(path)).strip();
    } catch (IOException failure) {
      throw new IllegalStateException(
          setting + ": \"" + path + "\" cannot be read (expected: a file with the secret)",
          failure);
    }
  }
}
