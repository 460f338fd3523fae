package org.casenotesaudit.journeys;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** Keeps every checkpoint that the log serves while it runs, as a witness would. */
final class CheckpointWatch {

  private static final Duration EVERY = Duration.ofMillis(250);

  private final Log log;
  private final Set<String> kept = new LinkedHashSet<>();
  private final AtomicReference<Throwable> endedEarly = new AtomicReference<>();
  private final Thread watch;
  private volatile boolean watching = true;

  /** Where checkpoints come from; away for a moment now and then. */
  @FunctionalInterface
  interface Log {
    String checkpoint() throws IOException, InterruptedException;
  }

  private CheckpointWatch(Log log) {
    this.log = log;
    watch =
        Thread.ofVirtual()
            .uncaughtExceptionHandler((thread, failure) -> endedEarly.set(failure))
            .start(this::keep);
  }

  static CheckpointWatch over(Log log) {
    return new CheckpointWatch(log);
  }

  /**
   * Ends the watch and gives all that was served, each once.
   *
   * @throws AssertionError if it had ended before: what was served since, nobody has seen
   */
  Set<String> end() throws InterruptedException {
    watching = false;
    watch.join();
    if (endedEarly.get() != null) {
      throw new AssertionError(
          "the watch over checkpoints ended by itself: " + endedEarly.get(), endedEarly.get());
    }
    return kept;
  }

  private void keep() {
    while (watching) {
      try {
        kept.add(log.checkpoint());
      } catch (IOException unreachable) {
        // The trail is the one that was killed just now.
      } catch (InterruptedException stopped) {
        throw new IllegalStateException("nobody ends the watch but end()", stopped);
      }
      LockSupport.parkNanos(EVERY.toNanos());
    }
  }
}
