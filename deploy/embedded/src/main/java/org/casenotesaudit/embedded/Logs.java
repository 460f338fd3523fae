package org.casenotesaudit.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the end of a log without reading all of it. */
final class Logs {
  private static final int TAIL_BYTES = 32_768;

  private Logs() {}

  /** The last lines of the file, or a word on why there are none. */
  static String tail(Path log, int lines) {
    try (var channel = Files.newByteChannel(log)) {
      var from = Math.max(0, channel.size() - TAIL_BYTES);
      channel.position(from);
      var bytes = java.nio.ByteBuffer.allocate(TAIL_BYTES);
      while (channel.read(bytes) > 0) {
        // Until the buffer is full or the file ends.
      }
      var all = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).lines();
      var list = all.toList();
      return String.join("\n", list.subList(Math.max(0, list.size() - lines), list.size()));
    } catch (IOException unreadable) {
      return "(there is no log)";
    }
  }
}
