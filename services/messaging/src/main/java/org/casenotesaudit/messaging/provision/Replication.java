package org.casenotesaudit.messaging.provision;

import java.util.Optional;

/**
 * In how many places a record is kept.
 *
 * @param factor replicas of each partition
 * @param minInSync how many of them must have a record before it counts as written
 */
public record Replication(int factor, int minInSync) {

  /** What production needs: any one broker may be lost, and nothing acknowledged with it. */
  public static final Replication PRODUCTION = new Replication(3, 2);

  public Replication {
    if (factor < 1 || minInSync < 1 || minInSync > factor) {
      throw new IllegalArgumentException(
          "replication factor %d, min.insync %d (expected: 1 or more, the second not above the first)"
              .formatted(factor, minInSync));
    }
  }

  /** With as few in-sync replicas as the factor can lose one: 2 of 3, else 1. */
  public static Replication of(int factor) {
    return new Replication(factor, factor >= 3 ? 2 : 1);
  }

  /** What a service insists on at its start: nothing on one machine, much in production. */
  public static Optional<Replication> demandedBy(boolean production) {
    return production ? Optional.of(PRODUCTION) : Optional.empty();
  }
}
