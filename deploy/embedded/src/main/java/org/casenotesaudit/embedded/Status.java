package org.casenotesaudit.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What runs, since when, whether it answers, and how much memory it holds. */
final class Status {
  private static final DateTimeFormatter TO_THE_SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  /**
   * One process as it is now.
   *
   * @param state "up", "silent" (runs, does not answer) or "down"
   * @param since when the process started, to the second; null when it is down
   * @param residentMegabytes its memory with its children's; pages shared among them count once
   */
  record Line(
      String name,
      String state,
      @Nullable Instant since,
      long pid,
      int port,
      long residentMegabytes) {

    static Line down(String name, int port) {
      return new Line(name, "down", null, 0, port, 0);
    }

    boolean isDown() {
      return state.equals("down");
    }

    /** As people read it, in UTC; a dash when the process is down. */
    String sinceText() {
      return since == null ? "-" : TO_THE_SECOND.format(since);
    }

    Map<String, Object> asMap() {
      var map = new LinkedHashMap<String, Object>();
      map.put("name", name);
      map.put("state", state);
      if (since != null) {
        map.put("since", since.toString());
      }
      map.put("pid", pid);
      map.put("port", port);
      map.put("residentMegabytes", residentMegabytes);
      return map;
    }
  }

  private Status() {}

  static List<Line> of(Settings settings) throws IOException, InterruptedException {
    var processes = new Processes(settings);
    var lines = new ArrayList<Line>();
    if (Settings.lastStart(settings.run()).isEmpty()) {
      Steps.processes().forEach(name -> lines.add(Line.down(name, 0)));
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
        lines.add(Line.down(part.name(), port));
      } else {
        var state = part.probe().complaint().isEmpty() ? "up" : "silent";
        long kilobytes =
            Stream.concat(Stream.of(process.get()), process.get().descendants())
                .mapToLong(one -> residentKilobytes(one.pid()))
                .sum();
        lines.add(
            new Line(
                part.name(),
                state,
                started(process.get()),
                process.get().pid(),
                port,
                kilobytes / 1024));
      }
    }
    return lines;
  }

  /** Null also when it ended this moment. */
  private static @Nullable Instant started(ProcessHandle process) {
    return process.info().startInstant().map(at -> at.truncatedTo(ChronoUnit.SECONDS)).orElse(null);
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
