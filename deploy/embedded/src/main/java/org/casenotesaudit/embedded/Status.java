package org.casenotesaudit.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What runs, whether it answers, and how much memory it holds. */
final class Status {

  /**
   * One process as it is now.
   *
   * @param state "up", "silent" (runs, does not answer) or "down"
   * @param residentMegabytes its memory with its children's; pages shared among them count once
   */
  record Line(String name, String state, long pid, int port, long residentMegabytes) {
    Map<String, Object> asMap() {
      var map = new LinkedHashMap<String, Object>();
      map.put("name", name);
      map.put("state", state);
      map.put("pid", pid);
      map.put("port", port);
      map.put("residentMegabytes", residentMegabytes);
      return map;
    }
  }

  private Status() {}

  static List<Line> of(Settings settings) throws IOException, InterruptedException {
    var processes = new Processes(settings);
    var lines = new java.util.ArrayList<Line>();
    if (Settings.lastStart(settings.run()).isEmpty()) {
      Steps.processes().forEach(name -> lines.add(new Line(name, "down", 0, 0, 0)));
      return lines;
    }
    for (var step : Steps.all(settings)) {
      var part = step.part();
      if (part == null) {
        continue;
      }
      var process = processes.find(part.name());
      int port = settings.port(part.ports().get(0));
      if (process.isEmpty()) {
        lines.add(new Line(part.name(), "down", 0, port, 0));
      } else {
        var state = part.probe().complaint().isEmpty() ? "up" : "silent";
        long kilobytes =
            Stream.concat(Stream.of(process.get()), process.get().descendants())
                .mapToLong(one -> residentKilobytes(one.pid()))
                .sum();
        lines.add(new Line(part.name(), state, process.get().pid(), port, kilobytes / 1024));
      }
    }
    return lines;
  }

  /** Proportional set size: PostgreSQL's processes share a buffer that must not count thrice. */
  private static long residentKilobytes(long pid) {
    try (var lines = Files.lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
      return lines
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException | java.io.UncheckedIOException endedOrOtherSystem) {
      return 0;
    }
  }
}
