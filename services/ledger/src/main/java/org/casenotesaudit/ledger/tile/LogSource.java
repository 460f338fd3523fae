package org.casenotesaudit.ledger.tile;

import java.io.IOException;
import java.util.Optional;

/** Where the files of a log can be read: a folder, a web server, or a map in a test. */
@FunctionalInterface
public interface LogSource {
  /**
   * Reads a file of the log.
   *
   * @param path as {@link LogPath#path()} gives it
   * @return its bytes, or nothing when there is no such file
   * @throws IOException if it cannot be told whether there is one
   */
  Optional<byte[]> read(String path) throws IOException;
}
