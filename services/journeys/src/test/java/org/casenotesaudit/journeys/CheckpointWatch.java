package org.casenotesaudit.journeys;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Keeps every checkpoint that the log serves while it runs, as a witness would. */
final class CheckpointWatch {

  private static final Duration EVERY = Duration.ofMillis(250);

  private final LedgerAsPublished log;
  private final Set<String> kept = new LinkedHashSet<>();
  private final Thread watch;
  private volatile boolean watching = true;

  private CheckpointWatch(Agency agency) {
    log = new LedgerAsPublished(agency);
    watch = Thread.ofVirtual().start(this::keep);
  }

  static CheckpointWatch over(Agency agency) {
    return new CheckpointWatch(agency);
  }

  /** Ends the watch and gives all that was served, each once. */
  Set<String> end() throws InterruptedException {
    watching = false;
    watch.join();
    return kept;
  }

  private void keep() {
    while (watching) {
      try {
        kept.add(log.checkpoint());
      } catch (IOException unreachable) {
        // The trail is the one that was killed just now.
      } catch (InterruptedException stopped) {
        return;
      }
      LockSupport.parkNanos(EVERY.toNanos());
    }
  }
}
