package org.casenotesaudit.audittrail.append;

import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what became of every record since the start, so that nothing is skipped in silence. */
@Singleton
public final class TrailCounters {

  private final AtomicLong appended = new AtomicLong();
  private final AtomicLong duplicates = new AtomicLong();
  private final AtomicLong rejected = new AtomicLong();
  private final AtomicLong conflicts = new AtomicLong();
  private final AtomicLong reused = new AtomicLong();

  /** Adds what a committed batch came to. */
  public void count(AppendOutcome outcome) {
    appended.addAndGet(outcome.appended());
    duplicates.addAndGet(outcome.duplicates());
    rejected.addAndGet(outcome.rejected());
    conflicts.addAndGet(outcome.conflicts());
    reused.addAndGet(outcome.reused());
  }

  public long appended() {
    return appended.get();
  }

  public long duplicates() {
    return duplicates.get();
  }

  public long rejected() {
    return rejected.get();
  }

  public long conflicts() {
    return conflicts.get();
  }

  public long reused() {
    return reused.get();
  }
}
