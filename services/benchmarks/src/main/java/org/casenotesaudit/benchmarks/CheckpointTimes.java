package org.casenotesaudit.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Looks at the log's newest checkpoint again and again, and remembers when it saw which size. */
final class CheckpointTimes implements AutoCloseable {

  private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long LAST_LOOK_NANOS = TimeUnit.SECONDS.toNanos(2);

  /**
   * @param size entries that the checkpoint covers
   * @param atNanos moment of {@link System#nanoTime}
   */
  private record Seen(long size, long atNanos) {}

  private final RunningSystem system;
  private final List<Seen> seen = new ArrayList<>();
  private final Thread watching;
  private volatile boolean closed;

  private CheckpointTimes(RunningSystem system) {
    this.system = system;
    this.watching = Thread.ofVirtual().name("checkpoint-times").unstarted(this::watch);
  }

  static CheckpointTimes over(RunningSystem system) {
    CheckpointTimes watch = new CheckpointTimes(system);
    watch.watching.start();
    return watch;
  }

  /** The size of the newest checkpoint, 0 before the first. */
  static long treeSize(RunningSystem system) throws IOException, InterruptedException {
    String checkpoint =
        system.send("ada", "GET", RunningSystem.auditTrail() + "/checkpoint", null).body();
    return Long.parseLong(checkpoint.lines().skip(1).findFirst().orElse("0"));
  }

  /** When a checkpoint over the entry was first seen, by {@link System#nanoTime}. */
  OptionalLong coveredNanos(long index) {
    // Whoever asks may have seen the newest checkpoint a look earlier than this.
    long end = System.nanoTime() + LAST_LOOK_NANOS;
    OptionalLong covered = seenNanos(index);
    while (covered.isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
      covered = seenNanos(index);
    }
    return covered;
  }

  private synchronized OptionalLong seenNanos(long index) {
    return seen.stream().filter(it -> it.size() > index).mapToLong(Seen::atNanos).findFirst();
  }

  private void watch() {
    try {
      while (!closed) {
        long size = treeSize(system);
        remember(new Seen(size, System.nanoTime()));
        LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
      }
    } catch (IOException | InterruptedException failure) {
      // What was not seen is missed by coveredNanos, and then the measurement fails.
      System.err.println("checkpoints are no longer watched: " + failure);
    }
  }

  private synchronized void remember(Seen now) {
    if (seen.isEmpty() || seen.getLast().size() < now.size()) {
      seen.add(now);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
