package org.casenotesaudit.rules.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client file remembers of acts that have left it, and when they may leave.
 *
 * @param horizon how long what is recorded about an act still counts for it
 * @param departed by worker, as far as anybody learned who it was
 */
public record Past(Duration horizon, Map<WorkerId, Departed> departed) {

  /** Longer than anything lasts, and short enough to be added to any date. */
  private static final Duration FOREVER = Duration.ofDays(365L * 100_000);

  /** Nothing has left, nothing comes too late. */
  public static final Past ENDLESS = within(FOREVER);

  public Past {
    departed = Map.copyOf(departed);
  }

  /** Nothing has left yet. */
  public static Past within(Duration horizon) {
    return new Past(horizon, Map.of());
  }

  /**
   * One worker's acts that have left.
   *
   * @param latest when the last of them occurred
   * @param firstOpened when the worker first opened anything; null if none of them opened anything
   */
  public record Departed(Instant latest, @Nullable Instant firstOpened) {

    /** Whatever order acts leave in, the same remains. */
    public Departed and(Departed other) {
      return new Departed(
          latest.isAfter(other.latest) ? latest : other.latest,
          earlier(firstOpened, other.firstOpened));
    }

    public static Departed of(Access act) {
      return new Departed(act.occurredAt(), act.opened() ? act.occurredAt() : null);
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
      if (one == null || other == null) {
        return one == null ? other : one;
      }
      return one.isBefore(other) ? one : other;
    }
  }

  /**
   * Whether the worker had opened something before that act which is no longer in the file. Of
   * nobody known, no two acts are one person's.
   */
  boolean hasOpenedBefore(Access act) {
    Departed gone = departed.get(act.worker());
    return gone != null
        && act.worker().isSomebody()
        && gone.firstOpened() != null
        && gone.firstOpened().isBefore(act.occurredAt());
  }

  /** Whether any act that occurred at that moment or later has left. */
  boolean hasLostSince(Instant moment) {
    return departed.values().stream().anyMatch(gone -> !gone.latest().isBefore(moment));
  }

  /** When the last act that has left occurred. */
  Optional<Instant> lastLeft() {
    return departed.values().stream().map(Departed::latest).max(Instant::compareTo);
  }

  /** This past, and one act more. */
  Past and(Access act) {
    Map<WorkerId, Departed> more = new HashMap<>(departed);
    more.merge(act.worker(), Departed.of(act), Departed::and);
    return new Past(horizon, more);
  }
}
