package org.casenotesaudit.access.directory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.casenotesaudit.events.WorkerFacts;

/**
 * A stretch of past time in which a change of the directory altered what was known of a worker.
 *
 * @param validFrom since when the corrected facts hold
 * @param validUntil until when; never later than the change itself, because accesses after it carry
 *     the new facts already
 * @param facts the corrected facts
 */
public record Correction(Instant validFrom, Instant validUntil, WorkerFacts facts) {

  /**
   * What a change of the file corrects, in order of time. Empty when the change touches only the
   * present and the future.
   *
   * @param now the instant of the change
   */
  public static List<Correction> between(WorkerFile before, WorkerFile after, Instant now) {
    var instants = new TreeSet<Instant>(before.boundaries());
    instants.addAll(after.boundaries());
    // Before its first fact a file says something too: not started yet, or nothing known.
    instants.add(Instant.EPOCH);
    List<Instant> past = instants.stream().filter(instant -> instant.isBefore(now)).toList();
    var corrections = new ArrayList<Correction>();
    for (int i = 0; i < past.size(); i++) {
      Instant from = past.get(i);
      Instant until = i + 1 < past.size() ? past.get(i + 1) : now;
      WorkerFacts facts = after.factsAt(from);
      if (!sameButForVersion(before.factsAt(from), facts)) {
        add(corrections, new Correction(from, until, facts));
      }
    }
    return List.copyOf(corrections);
  }

  /** Neighbours with equal facts are one stretch. */
  private static void add(List<Correction> corrections, Correction next) {
    if (!corrections.isEmpty()) {
      Correction last = corrections.getLast();
      if (last.validUntil.equals(next.validFrom) && last.facts.equals(next.facts)) {
        corrections.set(
            corrections.size() - 1, new Correction(last.validFrom, next.validUntil, last.facts));
        return;
      }
    }
    corrections.add(next);
  }

  private static boolean sameButForVersion(WorkerFacts one, WorkerFacts other) {
    return WorkerFacts.newBuilder(one)
        .setDirectoryVersion(other.getDirectoryVersion())
        .build()
        .equals(other);
  }
}
