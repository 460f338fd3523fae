package org.casenotesaudit.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets each JVM learn once what a start and a working day need: a system of its own is started,
 * lives through the demo story and some minutes of reading, and is stopped and removed. What was
 * learned lies beside the jars; a new build makes it worthless, and then it is passed over.
 */
final class Training {

  /** Slowly at first, then as fast as a busy agency reads: what is worth compiling must show. */
  private static final List<List<String>> READING =
      List.of(reading(20, 20, 5), reading(50, 60, 20));

  private final Settings settings;
  private final Settings training;
  private final Progress progress;

  Training(Settings settings, Progress progress) {
    this.settings = settings;
    this.training = settings.forTraining();
    this.progress = progress;
  }

  /**
   * Returns when every process has written down what it learned.
   *
   * @throws CommandFailedException when this Java cannot, the system runs, or a step failed
   */
  void run() throws IOException, InterruptedException {
    demandThatItCanBe();
    if (Files.exists(training.run())) {
      // A training that was cut short may have left processes behind.
      end();
    }
    Folders.delete(training.startCaches());
    Files.createDirectories(training.startCaches());
    try {
      new Up(training, progress).run(List.of());
      live();
    } catch (IOException | InterruptedException | RuntimeException failed) {
      try {
        end();
      } catch (IOException | InterruptedException | RuntimeException besides) {
        failed.addSuppressed(besides);
      }
      throw failed;
    }
    progress.note("each process writes down what it learned");
    end();
    for (var name : Steps.processes()) {
      if (!name.equals(Postgres.NAME) && !Files.exists(training.startCache(name))) {
        throw new CommandFailedException(
            name + " wrote nothing down (expected: " + training.startCache(name) + ")");
      }
    }
  }

  private void end() throws IOException, InterruptedException {
    new Down(training, progress).run(true);
  }

  private void demandThatItCanBe() {
    int version = Runtime.version().feature();
    if (version < Jvm.LEARNS_SINCE) {
      throw new CommandFailedException(
          "Java %d cannot keep what it learns (expected: %d or newer; the system runs without)"
              .formatted(version, Jvm.LEARNS_SINCE));
    }
    var processes = new Processes(settings);
    if (Steps.processes().stream().anyMatch(name -> processes.find(name).isPresent())) {
      throw new CommandFailedException("the system is running; stop it first (deploy/down)");
    }
  }

  private void live() throws IOException, InterruptedException {
    var begun = System.nanoTime();
    if (new Demo(training, false).run() != 0) {
      throw new CommandFailedException("the story did not happen as told");
    }
    for (var arguments : READING) {
      read(arguments);
    }
    progress.done("a working day", begun);
  }

  private static List<String> reading(int perSecond, int seconds, int alerts) {
    return List.of(
        "latency", "--rate", "" + perSecond, "--seconds", "" + seconds, "--alerts", "" + alerts);
  }

  private void read(List<String> arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(settings.project() + "/deploy/bench"));
    command.addAll(arguments);
    var reading = new ProcessBuilder(command).inheritIO();
    reading.environment().put("RUN_DIR", training.run().toString());
    reading.environment().put("SKIP_BUILD", "1");
    int exit = reading.start().waitFor();
    if (exit != 0) {
      throw new CommandFailedException(command + " ended with " + exit + " (expected: 0)");
    }
  }
}
