package org.casenotesaudit.confidentiality.topology;

import java.time.Duration;
import java.time.Instant;
import org.casenotesaudit.rules.facts.Access;
import org.casenotesaudit.rules.facts.ClientFile;
import org.casenotesaudit.rules.pack.Parameters;

/**
 * How long acts stay. What is recorded later than the horizon counts for them no more; but the
 * judgements of later acts look back at them, and these must not change when they leave.
 *
 * @param length until an act has settled, from when it happened
 * @param context how much longer it stays for others to look back at
 */
record Horizon(Duration length, Duration context) {

  /** By so much a topic may be out of order: clocks differ, and a transaction may take its time. */
  private static final Duration DISORDER = Duration.ofDays(1);

  static Horizon of(Parameters parameters) {
    Duration missing = parameters.patience().missingFacts();
    Duration media = parameters.patience().mediaAuthority();
    Duration patience = missing.compareTo(media) > 0 ? missing : media;
    return new Horizon(
        parameters.patience().horizon(), parameters.lookBack().plus(patience).plus(DISORDER));
  }

  /** Acts before that moment may look back at some that have left, so they stay as judged. */
  Instant settledUntil(ClientFile file) {
    return file.lastLeft().map(left -> left.plus(context)).orElse(Instant.MIN);
  }

  /**
   * @param closedUntil everything that was recorded until then has been read, of every topic
   */
  boolean hasLeft(Access act, Instant closedUntil) {
    return act.settlesAt(length).plus(context).isBefore(closedUntil);
  }

  /** What occurred at that moment or later has not left. */
  Instant oldest(Instant closedUntil) {
    return closedUntil.minus(length).minus(context);
  }
}
