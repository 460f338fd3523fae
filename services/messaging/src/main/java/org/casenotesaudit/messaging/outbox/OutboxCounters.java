package org.casenotesaudit.messaging.outbox;

import java.util.concurrent.atomic.AtomicLong;

/** What a relay counts; plain numbers, so that any kind of metrics can read them. */
public final class OutboxCounters {

  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong retried = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private volatile long pending;
  private volatile double oldestPendingSeconds;
  private volatile boolean leading;

  /** Rows that all in-sync replicas acknowledged, since the start. */
  public long sent() {
    return sent.get();
  }

  /** Rows sent again after an attempt whose outcome was not known. */
  public long retried() {
    return retried.get();
  }

  /** Rounds that ended in an error and were tried again. */
  public long failures() {
    return failures.get();
  }

  /** Rows not yet acknowledged, as the leading relay last counted them. */
  public long pending() {
    return pending;
  }

  /** Age of the oldest row not yet acknowledged, in seconds; 0 if there is none. */
  public double oldestPendingSeconds() {
    return oldestPendingSeconds;
  }

  /** Whether this relay, and not one in another process, is the one that sends. */
  public boolean leading() {
    return leading;
  }

  void addSent(long rows) {
    sent.addAndGet(rows);
  }

  void addRetried(long rows) {
    retried.addAndGet(rows);
  }

  void addFailure() {
    failures.incrementAndGet();
  }

  void pendingIs(long rows, double oldestSeconds) {
    pending = rows;
    oldestPendingSeconds = oldestSeconds;
  }

  void leadingIs(boolean leads) {
    leading = leads;
  }
}
