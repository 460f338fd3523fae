package org.casenotesaudit.embedded;

import java.io.IOException;
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

  Down(Settings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /** Stops everything; with {@code wipe} also removes all data, keys and logs. */
  void run(boolean wipe) throws IOException, InterruptedException {
    var processes = new Processes(settings);
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
    if (wipe) {
      Folders.delete(settings.run());
      progress.note("removed " + settings.run());
    }
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
