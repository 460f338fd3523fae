package org.casenotesaudit.messaging;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for something that another thread will do. */
public final class Eventually {

  private Eventually() {}

  public static void until(String what, Duration timeout, Callable<Boolean> holds)
      throws Exception {
    long end = System.nanoTime() + timeout.toNanos();
    while (!holds.call()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError(what + ": not within " + timeout);
      }
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
    }
  }
}
