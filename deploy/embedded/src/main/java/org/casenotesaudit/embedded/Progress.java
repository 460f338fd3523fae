package org.casenotesaudit.embedded;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Says what is done, with the seconds since the beginning and those that the step itself took. */
final class Progress {
  private final PrintStream out;
  private final long begun = System.nanoTime();

  Progress(PrintStream out) {
    this.out = out;
  }

  void done(String what, long stepBegunNanos) {
    out.printf(
        Locale.ROOT,
        "%6.1f s  %s (%.1f s)%n",
        secondsSince(begun),
        what,
        secondsSince(stepBegunNanos));
  }

  void note(String what) {
    out.printf(Locale.ROOT, "%6.1f s  %s%n", secondsSince(begun), what);
  }

  double seconds() {
    return secondsSince(begun);
  }

  private static double secondsSince(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toMillis() / 1000.0;
  }
}
