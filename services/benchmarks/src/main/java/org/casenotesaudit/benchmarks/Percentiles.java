package org.casenotesaudit.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How long something took, over many times.
 *
 * @param count how many were measured
 * @param p50Millis half took no longer
 * @param p95Millis 95 of 100 took no longer
 * @param p99Millis 99 of 100 took no longer
 * @param maxMillis the longest
 */
record Percentiles(
    int count, double p50Millis, double p95Millis, double p99Millis, double maxMillis) {

  private static final double NANOS_PER_MILLI = 1e6;

  /** From durations in nanoseconds; nearest-rank percentiles. */
  static Percentiles of(List<Long> nanos) {
    if (nanos.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured (expected: at least one duration)");
    }
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    return new Percentiles(
        sorted.length,
        rank(sorted, 0.50),
        rank(sorted, 0.95),
        rank(sorted, 0.99),
        Arrays.stream(sorted).max().orElseThrow() / NANOS_PER_MILLI);
  }

  private static double rank(long[] sorted, double share) {
    int index = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.max(0, index)] / NANOS_PER_MILLI;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d measured: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, longest %.1f ms",
        count,
        p50Millis,
        p95Millis,
        p99Millis,
        maxMillis);
  }
}
