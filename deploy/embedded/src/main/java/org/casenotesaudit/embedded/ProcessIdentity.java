package org.casenotesaudit.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Tells a live process from another one that was given the same number later. */
final class ProcessIdentity {
  private ProcessIdentity() {}

  /**
   * Empty when the process has ended, also when it has ended and nobody has collected it (in
   * containers nobody may). On Linux the start time in kernel ticks, which no change of the clock
   * moves; elsewhere the start instant.
   */
  static Optional<String> of(long pid) {
    var stat = Path.of("/proc/" + pid + "/stat");
    if (Files.isDirectory(Path.of("/proc/self"))) {
      try {
        return ofStat(Files.readString(stat));
      } catch (IOException ended) {
        return Optional.empty();
      }
    }
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().startInstant())
        .map(instant -> Long.toString(instant.getEpochSecond()));
  }

  /** Reads a line of proc(5) "stat"; the name in parentheses may itself hold blanks. */
  static Optional<String> ofStat(String stat) {
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    var state = fields[0];
    var startTicks = fields[19];
    return state.equals("Z") || state.equals("X") ? Optional.empty() : Optional.of(startTicks);
  }
}
