package org.casenotesaudit.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts processes that outlive the launcher and its terminal, and finds them again by pid file. A
 * pid alone is not enough, since numbers come round: the file also holds the kernel's start time.
 */
final class Processes {
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

  /** After a training each JVM writes down what it learned before it ends. */
  private static final Duration WRITING_PATIENCE = Duration.ofMinutes(5);

  private final Settings settings;
  private final Duration stopPatience;

  Processes(Settings settings) {
    this.settings = settings;
    this.stopPatience = settings.training() ? WRITING_PATIENCE : STOP_PATIENCE;
  }

  Path log(String name) {
    return settings.processFolder(name).resolve("log");
  }

  private Path pidFile(String name) {
    return settings.processFolder(name).resolve("pid");
  }

  /** The live process of that name, if it is the very one that we started. */
  Optional<ProcessHandle> find(String name) {
    try {
      var recorded = Files.readString(pidFile(name)).strip().split(" ", 2);
      long pid = Long.parseLong(recorded[0]);
      return ProcessIdentity.of(pid)
          .filter(identity -> identity.equals(recorded.length == 2 ? recorded[1] : ""))
          .flatMap(identity -> ProcessHandle.of(pid));
    } catch (IOException | NumberFormatException noPidFile) {
      return Optional.empty();
    }
  }

  /** Starts the part in a session of its own, with its output at the end of its log. */
  ProcessHandle start(Part part) {
    var folder = settings.processFolder(part.name());
    try {
      Files.createDirectories(folder);
      var command = new ArrayList<String>(newSession());
      command.addAll(part.priority().given(part.command()));
      var log = log(part.name()).toFile();
      var builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
      builder.environment().putAll(part.environment());
      var process = builder.start().toHandle();
      var identity =
          ProcessIdentity.of(process.pid())
              .orElseThrow(() -> didNotStart(part.name(), "it ended at once"));
      Files.writeString(pidFile(part.name()), process.pid() + " " + identity + "\n");
      return process;
    } catch (IOException failed) {
      throw new CommandFailedException(
          part.name() + " cannot be started: " + failed.getMessage(), failed);
    }
  }

  /** Asks the process to stop, waits, and in the end stops it without asking. */
  void stop(String name, Part.StopSignal signal) throws InterruptedException {
    var found = find(name);
    if (found.isPresent()) {
      var process = found.get();
      send(signal, process);
      if (!ended(name, stopPatience)) {
        process.destroyForcibly();
        ended(name, STOP_PATIENCE);
      }
    }
    try {
      Files.deleteIfExists(pidFile(name));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private boolean ended(String name, Duration patience) throws InterruptedException {
    var deadline = System.nanoTime() + patience.toNanos();
    while (find(name).isPresent()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return true;
  }

  private static void send(Part.StopSignal signal, ProcessHandle process) {
    switch (signal) {
      case TERM -> process.destroy();
      case INT -> run(List.of("kill", "-INT", Long.toString(process.pid())));
    }
  }

  /** The failure of a part to come up, with the end of what it said. */
  CommandFailedException didNotStart(String name, String why) {
    return new CommandFailedException(
        "%s did not come up: %s%n  the end of %s:%n%s"
            .formatted(name, why, log(name), Logs.tail(log(name), 20).indent(4).stripTrailing()));
  }

  /** On Linux a session of its own; elsewhere at least deaf to the terminal's hang-up. */
  private static List<String> newSession() {
    return succeeds(List.of("setsid", "--version")) ? List.of("setsid") : List.of("nohup");
  }

  static boolean succeeds(List<String> command) {
    return run(command) == 0;
  }

  /** Runs a short command to its end; its exit code, or 127 when there is no such program. */
  static int run(List<String> command) {
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return exitCode(process.onExit());
    } catch (IOException noSuchProgram) {
      return 127;
    }
  }

  private static int exitCode(CompletableFuture<Process> end) {
    try {
      return end.get(60, TimeUnit.SECONDS).exitValue();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return 130;
    } catch (ExecutionException | TimeoutException stuck) {
      return 124;
    }
  }
}
