package org.casenotesaudit.embedded;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Main class behind the commands in {@code deploy/}: {@code up}, {@code down}, {@code status},
 * {@code token}, {@code demo}, {@code train}, and {@code compose-files} and {@code people} behind
 * those in {@code deploy/compose}. Exit code 0 only when all that was asked for happened, 1 when
 * not, 2 when the question was not understood.
 */
public final class Launcher {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Settings settings;
  private final boolean json;
  private final PrintStream results;
  private final PrintStream progress;

  private Launcher(Settings settings, boolean json, PrintStream out, PrintStream err) {
    this.settings = settings;
    this.json = json;
    this.results = out;
    this.progress = json ? err : out;
  }

  /** First argument: the command; the scripts in {@code deploy/} say where the project is. */
  public static void main(String[] arguments) {
    var project = Path.of(System.getProperty("project", "")).toAbsolutePath().normalize();
    System.exit(
        run(
            () -> Settings.read(project, System.getenv()),
            List.of(arguments),
            System.out,
            System.err));
  }

  /** Runs one command to its end; its exit code. */
  static int run(
      Supplier<Settings> settings, List<String> arguments, PrintStream out, PrintStream err) {
    boolean json = arguments.contains("--json");
    var words = arguments.stream().filter(word -> !word.equals("--json")).toList();
    try {
      return new Launcher(settings.get(), json, out, err).run(words);
    } catch (UsageException notUnderstood) {
      err.println("error: " + notUnderstood.getMessage());
      return 2;
    } catch (CommandFailedException failed) {
      err.println("error: " + failed.getMessage());
      return 1;
    } catch (IOException | UncheckedIOException failed) {
      err.println("error: " + failed);
      return 1;
    } catch (InterruptedException stopped) {
      return 130;
    }
  }

  private int run(List<String> words) throws IOException, InterruptedException {
    var command = words.isEmpty() ? "" : words.get(0);
    var rest = words.isEmpty() ? words : words.subList(1, words.size());
    return switch (command) {
      case "up" -> up(rest);
      case "down" -> down(rest);
      case "status" -> status(rest);
      case "token" -> token(rest);
      case "demo" -> demo(rest);
      case "train" -> train(rest);
      case "compose-files" -> composeFiles(rest);
      case "people" -> people(rest);
      default -> throw refused(List.of(command), "up, down, status, token, demo or train");
    };
  }

  private static UsageException refused(List<String> found, String expected) {
    var quoted = found.isEmpty() ? "nothing" : "\"" + String.join(" ", found) + "\"";
    return new UsageException("%s (expected: %s)".formatted(quoted, expected));
  }

  private int up(List<String> rest) throws IOException, InterruptedException {
    List<String> only = List.of();
    if (rest.size() == 2 && rest.get(0).equals("--only")) {
      only = List.of(rest.get(1).split(",", -1));
      Steps.requireKnown(only);
    } else if (!rest.isEmpty()) {
      throw refused(rest, "nothing, or --only NAME,NAME");
    }
    var processes = new Processes(settings);
    var moved = Port.moved(System.getenv(), Settings.lastStart(settings.run()));
    if (moved.isPresent()
        && Steps.processes().stream().anyMatch(name -> processes.find(name).isPresent())) {
      throw new CommandFailedException(
          "%s is set to another port than the running system has; stop that first (deploy/down)"
              .formatted(moved.get().variable()));
    }
    var said = new Progress(progress);
    new Up(settings, said).run(only);
    progress.printf("ready after %.0f s%n", said.seconds());
    return 0;
  }

  private int train(List<String> rest) throws IOException, InterruptedException {
    if (!rest.isEmpty()) {
      throw refused(rest, "nothing");
    }
    var said = new Progress(progress);
    new Training(settings, said).run();
    progress.printf("trained in %.0f s; the next deploy/up starts from it%n", said.seconds());
    return 0;
  }

  /** What deploy/compose/up needs before its containers start. */
  private int composeFiles(List<String> rest) throws IOException {
    if (!rest.isEmpty()) {
      throw refused(rest, "nothing");
    }
    new ComposeFiles(settings).write();
    return 0;
  }

  /** The demo people, for a system that something else started. */
  private int people(List<String> rest) throws InterruptedException {
    if (!rest.isEmpty()) {
      throw refused(rest, "nothing");
    }
    new DemoDirectory(settings).fill();
    return 0;
  }

  private int down(List<String> rest) throws IOException, InterruptedException {
    boolean wipe = rest.equals(List.of("--wipe"));
    if (!wipe && !rest.isEmpty()) {
      throw refused(rest, "nothing, or --wipe");
    }
    new Down(settings, new Progress(progress)).run(wipe);
    return 0;
  }

  private int demo(List<String> rest) throws IOException, InterruptedException {
    if (!rest.isEmpty()) {
      throw refused(rest, "nothing, or --json");
    }
    return new Demo(settings, json).run();
  }

  private int status(List<String> rest) throws IOException, InterruptedException {
    if (!rest.isEmpty()) {
      throw refused(rest, "nothing, or --json");
    }
    var lines = Status.of(settings);
    long megabytes = lines.stream().mapToLong(Status.Line::residentMegabytes).sum();
    boolean allUp = lines.stream().allMatch(line -> line.state().equals("up"));
    if (json) {
      results.println(
          JSON.writeValueAsString(
              Map.of(
                  "up", allUp,
                  "residentMegabytes", megabytes,
                  "parts", lines.stream().map(Status.Line::asMap).toList())));
    } else {
      var row = "%-16s %-7s %-19s %8s %6s %6s%n";
      results.printf(row, "part", "state", "since (UTC)", "pid", "port", "MB");
      for (var line : lines) {
        results.printf(
            row,
            line.name(),
            line.state(),
            line.sinceText(),
            line.pid() == 0 ? "-" : line.pid(),
            line.port(),
            line.residentMegabytes());
      }
      results.printf("%d MB resident in all%n", megabytes);
      if (lines.stream().anyMatch(Status.Line::isDown)) {
        results.println("deploy/up starts what is missing");
      }
    }
    return allUp ? 0 : 1;
  }

  private int token(List<String> rest) throws IOException, InterruptedException {
    var person = rest.size() == 1 ? DemoPerson.named(rest.get(0)) : Optional.<DemoPerson>empty();
    if (person.isEmpty()) {
      throw refused(
          rest,
          "the name or a role of one demo person; names: %s; roles: %s"
              .formatted(
                  String.join(", ", DemoPerson.firstNames()),
                  String.join(", ", DemoPerson.allRoles())));
    }
    var token = new Tokens(settings).of(person.get());
    results.println(
        json
            ? JSON.writeValueAsString(Map.of("token", token, "claims", person.get().claims()))
            : token);
    return 0;
  }
}
