package org.casenotesaudit.audittrail.integrate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.casenotesaudit.audittrail.TrailSettings;
import org.casenotesaudit.audittrail.integrate.TreeTable.Appended;
import org.casenotesaudit.messaging.Failures;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that makes checkpoints: soon after each append, several appends at once when many
 * come, and a look by itself now and then. A round that failed is tried again after a second.
 */
public final class Integrator implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Integrator.class);
  private static final Duration BEFORE_TRYING_AGAIN = Duration.ofSeconds(1);

  private final Checkpoints checkpoints;
  private final Receipts receipts;
  private final InstantSource clock;
  private final TrailSettings.Checkpoints pace;
  private final Semaphore woken = new Semaphore(0);
  private final Thread thread;
  private final AtomicLong failures = new AtomicLong();
  private volatile boolean closed;
  private volatile boolean healthy = true;
  private volatile boolean refused;
  private volatile long treeSize;
  private volatile @Nullable Instant behindSince;

  public Integrator(
      Checkpoints checkpoints,
      Receipts receipts,
      InstantSource clock,
      TrailSettings.Checkpoints pace) {
    this.checkpoints = checkpoints;
    this.receipts = receipts;
    this.clock = clock;
    this.pace = pace;
    this.thread = Thread.ofPlatform().daemon().name("integrator").unstarted(this::run);
  }

  /** Starts the thread; call {@link Checkpoints#verify} and, if it can be, {@code askReceipt}. */
  public void start() {
    thread.start();
  }

  /** Says that something was appended. */
  public void wake() {
    if (behindSince == null) {
      behindSince = clock.instant();
    }
    woken.release();
  }

  /** Whether the last round succeeded and the thread is there. */
  public boolean isHealthy() {
    return healthy && thread.isAlive();
  }

  /** Size of the tree under the published checkpoint. */
  public long treeSize() {
    return treeSize;
  }

  /** How long the oldest entry without a checkpoint has waited; zero when none waits. */
  public Duration behind() {
    Instant since = behindSince;
    return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
  }

  /** Rounds that failed and were repeated, since the start. */
  public long failures() {
    return failures.get();
  }

  @Override
  public void close() {
    closed = true;
    woken.release();
    try {
      thread.join(Duration.ofSeconds(15));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    receipts.close();
  }

  private void run() {
    while (!closed && !refused) {
      try {
        Instant waitingSince = behindSince;
        Optional<Appended> covered = checkpoints.advance();
        covered.ifPresent(appended -> treeSize = appended.entries());
        if (Objects.equals(waitingSince, behindSince)) {
          behindSince = null;
        }
        healthy = true;
        covered.ifPresent(receipts::cover);
        await();
      } catch (InterruptedException e) {
        return;
      } catch (SigningRefusedException e) {
        // Found and expected are sizes and roots: no person's data. Only people can resolve this.
        LOG.error("no checkpoint is signed any more: {}", e.getMessage());
        refused = true;
        healthy = false;
      } catch (Exception e) {
        healthy = false;
        failures.incrementAndGet();
        LOG.warn("checkpoint: {}; trying again", Failures.nameOf(e));
        pause();
      }
    }
    healthy = false;
  }

  private void await() throws InterruptedException {
    if (woken.tryAcquire(pace.lookEvery().toMillis(), TimeUnit.MILLISECONDS) && !closed) {
      Thread.sleep(pace.groupFor());
    }
    woken.drainPermits();
  }

  private void pause() {
    try {
      Thread.sleep(BEFORE_TRYING_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }
}
