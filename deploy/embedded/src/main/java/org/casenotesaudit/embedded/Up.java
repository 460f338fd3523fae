package org.casenotesaudit.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Brings the system up, or the rest of it: what runs and answers is left alone, what does not is
 * started. So the same command starts it, heals it after any process was killed, and does nothing.
 */
final class Up {
  private static final int PROBE_INTERVAL_MILLIS = 150;
  private static final int START_PATIENCE_SECONDS = 300;

  /** How long a process that runs but does not answer may take to find its way back. */
  private static final Duration RECOVERY_PATIENCE = Duration.ofSeconds(30);

  private static final Duration PORT_PATIENCE = Duration.ofSeconds(5);

  private final Settings settings;
  private final Processes processes;
  private final Progress progress;

  Up(Settings settings, Progress progress) {
    this.settings = settings;
    this.processes = new Processes(settings);
    this.progress = progress;
  }

  /**
   * Returns when every wanted step is done.
   *
   * @param names the wanted steps; empty for all
   * @throws CommandFailedException when a step failed, what did start keeps running; or when
   *     somebody else starts or stops the system
   */
  void run(List<String> names) throws IOException, InterruptedException {
    var work = settings.training() ? RunLock.Work.TRAINING : RunLock.Work.START;
    var lock = RunLock.take(settings, work, RunLock.PATIENCE);
    try {
      Secrets.makeFolder(settings.run().resolve("secrets"));
      Files.createDirectories(settings.run().resolve("data"));
      settings.remember();
      var all = Steps.all(settings);
      runAll(names.isEmpty() ? all : Steps.only(all, names));
    } finally {
      lock.close();
    }
  }

  private void runAll(List<Steps.Step> steps) throws InterruptedException {
    demandFreePorts(steps);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var done = new HashMap<String, CompletableFuture<Void>>();
      for (var step : steps) {
        done.put(step.name(), after(step, done, threads));
      }
      await(new ArrayList<>(done.values()));
    }
  }

  private CompletableFuture<Void> after(
      Steps.Step step, HashMap<String, CompletableFuture<Void>> done, Executor threads) {
    var needed =
        step.after().stream()
            .map(name -> done.getOrDefault(name, CompletableFuture.completedFuture(null)))
            .toArray(CompletableFuture[]::new);
    return CompletableFuture.allOf(needed).thenRunAsync(() -> perform(step), threads);
  }

  private static void await(List<CompletableFuture<Void>> steps) throws InterruptedException {
    try {
      CompletableFuture.allOf(steps.toArray(CompletableFuture[]::new))
          .get(START_PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException slow) {
      throw new CommandFailedException(
          "not everything came up within %d s".formatted(START_PATIENCE_SECONDS), slow);
    } catch (ExecutionException failed) {
      var cause = failed.getCause();
      throw cause instanceof CommandFailedException told
          ? told
          : new CommandFailedException("unexpected: " + cause, failed);
    }
  }

  /** A killed process may hold its ports for a moment longer than it seems to live. */
  private static boolean becomesFree(int port) throws InterruptedException {
    var deadline = System.nanoTime() + PORT_PATIENCE.toNanos();
    while (!Sockets.isFree(port)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(PROBE_INTERVAL_MILLIS);
    }
    return true;
  }

  private void demandFreePorts(List<Steps.Step> steps) throws InterruptedException {
    for (var step : steps) {
      var part = step.part();
      if (part == null || processes.find(part.name()).isPresent()) {
        continue;
      }
      for (var port : part.ports()) {
        int number = settings.port(port);
        if (!becomesFree(number)) {
          throw new CommandFailedException(
              "port %d, for %s, is in use by another program; set %s to a free port"
                  .formatted(number, part.name(), port.variable()));
        }
      }
    }
  }

  private void perform(Steps.Step step) {
    var begun = System.nanoTime();
    try {
      var part = step.part();
      if (part == null) {
        step.work().run();
        progress.done(step.name() + " ready", begun);
      } else if (isWell(part)) {
        progress.done(part.name() + " runs already", begun);
      } else {
        step.work().run();
        start(part);
        progress.done(part.name() + " up", begun);
      }
    } catch (CommandFailedException told) {
      throw told;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new CompletionException(stopped);
    } catch (Exception failed) {
      throw new CommandFailedException(step.name() + " failed: " + failed, failed);
    }
  }

  /** Whether the part runs and answers; one that runs and stays silent is stopped. */
  private boolean isWell(Part part) throws InterruptedException {
    if (processes.find(part.name()).isEmpty()) {
      return false;
    }
    var deadline = System.nanoTime() + RECOVERY_PATIENCE.toNanos();
    var complaint = part.probe().complaint();
    while (complaint.isPresent()) {
      if (processes.find(part.name()).isEmpty()) {
        return false;
      }
      if (System.nanoTime() > deadline) {
        progress.note(part.name() + " runs but does not answer; it is started again");
        processes.stop(part.name(), part.stopSignal());
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(PROBE_INTERVAL_MILLIS);
      complaint = part.probe().complaint();
    }
    return true;
  }

  private void start(Part part) throws InterruptedException {
    processes.start(part);
    var deadline = System.nanoTime() + part.patience().toNanos();
    while (true) {
      var complaint = part.probe().complaint();
      if (complaint.isEmpty()) {
        return;
      }
      if (processes.find(part.name()).isEmpty()) {
        throw processes.didNotStart(part.name(), "its process ended");
      }
      if (System.nanoTime() > deadline) {
        throw processes.didNotStart(
            part.name(), "after %d s %s".formatted(part.patience().toSeconds(), complaint.get()));
      }
      TimeUnit.MILLISECONDS.sleep(PROBE_INTERVAL_MILLIS);
    }
  }
}
