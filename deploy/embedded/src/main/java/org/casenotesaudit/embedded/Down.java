package org.casenotesaudit.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Stops what runs: first those who write, then what they write to. */
final class Down {
  private static final List<List<String>> ORDER =
      List.of(
          List.of("alerts", "confidentiality", "access", "case-notes", "audit-trail"),
          List.of("registry", Steps.ISSUER, "kafka"),
          List.of(Postgres.NAME));

  private final Settings settings;
  private final Progress progress;
  private final Duration lockPatience;

  Down(Settings settings, Progress progress) {
    this(settings, progress, RunLock.PATIENCE);
  }

  Down(Settings settings, Progress progress, Duration lockPatience) {
    this.settings = settings;
    this.progress = progress;
    this.lockPatience = lockPatience;
  }

  /**
   * Stops everything; with {@code wipe} also removes all data, keys and logs.
   *
   * @throws CommandFailedException when something is left running, or when somebody is just
   *     starting the system: then nothing was stopped or removed
   */
  void run(boolean wipe) throws IOException, InterruptedException {
    if (!Files.exists(settings.run())) {
      progress.note("nothing was started here: there is no " + settings.run());
      return;
    }
    var lock = RunLock.take(settings, RunLock.Work.STOP, lockPatience);
    try {
      if (!stopAll()) {
        progress.note("nothing was running");
      }
      if (wipe) {
        remove();
        progress.note("removed " + settings.run());
      }
    } finally {
      lock.close();
    }
  }

  /** Whether anything ran. */
  private boolean stopAll() throws InterruptedException {
    var processes = new Processes(settings);
    boolean ran = Steps.processes().stream().anyMatch(name -> processes.find(name).isPresent());
    for (var together : ORDER) {
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var name : together) {
          threads.submit(
              () -> {
                stop(processes, name);
                return null;
              });
        }
        threads.shutdown();
        threads.awaitTermination(6, TimeUnit.MINUTES);
      }
    }
    var left = Steps.processes().stream().filter(name -> processes.find(name).isPresent()).toList();
    if (!left.isEmpty()) {
      throw new CommandFailedException("still running: " + String.join(", ", left));
    }
    return ran;
  }

  /** The lock goes last: until then nobody starts anew in what is being removed. */
  private void remove() throws IOException {
    try (var inside = Files.list(settings.run())) {
      for (var path : inside.filter(path -> !path.equals(RunLock.file(settings))).toList()) {
        Folders.delete(path);
      }
    }
    Folders.delete(settings.run());
  }

  private void stop(Processes processes, String name) throws InterruptedException {
    var begun = System.nanoTime();
    boolean ran = processes.find(name).isPresent();
    var signal = name.equals(Postgres.NAME) ? Part.StopSignal.INT : Part.StopSignal.TERM;
    processes.stop(name, signal);
    if (ran) {
      progress.done(name + " stopped", begun);
    }
  }
}
