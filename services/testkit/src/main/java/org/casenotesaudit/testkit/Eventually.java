package org.casenotesaudit.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what another thread, or a server that was away, will do; never longer than asked. */
public final class Eventually {

  private static final Duration BETWEEN = Duration.ofMillis(50);

  private Eventually() {}

  /**
   * Looks again and again.
   *
   * @param what for the message, if it does not come
   * @return the first sight that was enough
   */
  public static <T> T eventually(
      String what, Duration patience, Supplier<T> look, Predicate<? super T> enough) {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      T seen = look.get();
      if (enough.test(seen)) {
        return seen;
      }
      if (System.nanoTime() - end > 0) {
        throw new AssertionError(what + ": not within " + patience + "; last seen: " + seen);
      }
      LockSupport.parkNanos(BETWEEN.toNanos());
    }
  }
}
