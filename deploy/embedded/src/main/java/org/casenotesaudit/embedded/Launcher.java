package org.casenotesaudit.embedded;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Main class behind the commands in {@code deploy/}: {@code up}, {@code down}, {@code status},
 * {@code token}, {@code demo}, {@code train}. Exit code 0 only when all that was asked for
 * happened, 1 when not, 2 when the question was not understood.
 */
public final class Launcher {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Settings settings;
  private final boolean json;
  private final PrintStream results;
  private final PrintStream progress;

  private Launcher(Settings settings, boolean json) {
    this.settings = settings;
    this.json = json;
    this.results = System.out;
    this.progress = json ? System.err : System.out;
  }

  /** First argument: the command; the scripts in {@code deploy/} say where the project is. */
  public static void main(String[] arguments) {
    int exit;
    try {
      var project = Path.of(System.getProperty("project", "")).toAbsolutePath().normalize();
      var settings = Settings.read(project, System.getenv());
      boolean json = Arrays.asList(arguments).contains("--json");
      var words = Arrays.stream(arguments).filter(word -> !word.equals("--json")).toList();
      exit = new Launcher(settings, json).run(words);
    } catch (CommandFailedException failed) {
      System.err.println("error: " + failed.getMessage());
      exit = 1;
    } catch (IOException failed) {
      System.err.println("error: " + failed);
      exit = 1;
    } catch (InterruptedException stopped) {
      exit = 130;
    }
    System.exit(exit);
  }

  private int run(List<String> words) throws IOException, InterruptedException {
    var command = words.isEmpty() ? "" : words.get(0);
    var rest = words.isEmpty() ? words : words.subList(1, words.size());
    return switch (command) {
      case "up" -> up(rest);
      case "down" -> down(rest);
      case "status" -> status();
      case "token" -> token(rest);
      case "demo" -> new Demo(settings, json).run();
      case "train" -> train(rest);
      default -> {
        System.err.println(
            "\"%s\" (expected: up, down, status, token, demo or train)".formatted(command));
        yield 2;
      }
    };
  }

  private int up(List<String> rest) throws IOException, InterruptedException {
    List<String> only = List.of();
    if (rest.size() == 2 && rest.get(0).equals("--only")) {
      only = List.of(rest.get(1).split(","));
    } else if (!rest.isEmpty()) {
      System.err.println(rest + " (expected: nothing, or --only NAME,NAME)");
      return 2;
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
      System.err.println(rest + " (expected: nothing)");
      return 2;
    }
    var said = new Progress(progress);
    new Training(settings, said).run();
    progress.printf("trained in %.0f s; the next deploy/up starts from it%n", said.seconds());
    return 0;
  }

  private int down(List<String> rest) throws IOException, InterruptedException {
    boolean wipe = rest.equals(List.of("--wipe"));
    if (!wipe && !rest.isEmpty()) {
      System.err.println(rest + " (expected: nothing, or --wipe)");
      return 2;
    }
    new Down(settings, new Progress(progress)).run(wipe);
    return 0;
  }

  private int status() throws IOException, InterruptedException {
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
      results.printf("%-16s %-7s %8s %6s %6s%n", "part", "state", "pid", "port", "MB");
      for (var line : lines) {
        results.printf(
            "%-16s %-7s %8s %6d %6d%n",
            line.name(),
            line.state(),
            line.pid() == 0 ? "-" : line.pid(),
            line.port(),
            line.residentMegabytes());
      }
      results.printf("%d MB resident in all%n", megabytes);
    }
    return allUp ? 0 : 1;
  }

  private int token(List<String> rest) throws IOException, InterruptedException {
    var person =
        rest.size() == 1 ? DemoPerson.named(rest.get(0)) : java.util.Optional.<DemoPerson>empty();
    if (person.isEmpty()) {
      System.err.println(
          "%s (expected: one role or name of %s)"
              .formatted(
                  rest, Arrays.stream(DemoPerson.values()).map(DemoPerson::firstName).toList()));
      return 2;
    }
    var token = new Tokens(settings).of(person.get());
    results.println(
        json
            ? JSON.writeValueAsString(Map.of("token", token, "claims", person.get().claims()))
            : token);
    return 0;
  }
}
