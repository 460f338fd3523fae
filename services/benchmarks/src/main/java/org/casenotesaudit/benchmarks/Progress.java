package org.casenotesaudit.benchmarks;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Says how far a measurement is: often enough that nobody takes it for stuck, and no oftener. */
final class Progress {
  private static final long BETWEEN_LINES_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final PrintStream out;
  private final LongSupplier nanoTime;
  private final long begun;
  private long lastLine;

  Progress(PrintStream out, LongSupplier nanoTime) {
    this.out = out;
    this.nanoTime = nanoTime;
    this.begun = nanoTime.getAsLong();
    this.lastLine = begun;
  }

  /** Something new begins. */
  void begins(String what) {
    say(what);
  }

  /** Called at every step; said when the last line is 10 s old. */
  void reached(long count, long of, String what) {
    if (nanoTime.getAsLong() - lastLine >= BETWEEN_LINES_NANOS) {
      say("%d of %d %s".formatted(count, of, what));
    }
  }

  private void say(String what) {
    lastLine = nanoTime.getAsLong();
    out.printf(Locale.ROOT, "%6.1f s  %s%n", (lastLine - begun) / 1e9, what);
  }
}
