package org.casenotesaudit.rules.pack;

import java.time.Duration;

/**
 * What an agency sets.
 *
 * @param teamShares whether an allocation to a team, or the team that holds the case, explains
 * @param repeatedUnexplained from how many unexplained accesses of one worker to one client on
 *     somebody should ask
 * @param refusedAttempts from how many refusals on
 */
public record Parameters(
    boolean teamShares,
    Grace grace,
    Patience patience,
    Limit repeatedUnexplained,
    Limit refusedAttempts) {

  /**
   * How long before an act others count for its judgement: repeated ones, and the broken glass that
   * may explain each of these. Whoever forgets acts must keep them for that much longer.
   */
  public Duration lookBack() {
    Duration repeated = repeatedUnexplained.within().plus(grace.breakGlass());
    Duration refused = refusedAttempts.within();
    return repeated.compareTo(refused) > 0 ? repeated : refused;
  }

  /** What holds where an agency has set nothing. */
  public static Parameters defaults() {
    return new Parameters(
        true,
        new Grace(
            Duration.ofDays(30), Duration.ofDays(7), Duration.ofDays(30), Duration.ofHours(4)),
        new Patience(Duration.ofHours(24), Duration.ofHours(24), Duration.ofDays(400)),
        new Limit(3, Duration.ofDays(30)),
        new Limit(3, Duration.ofHours(1)));
  }
}
