package org.casenotesaudit.alerts.review;

import jakarta.inject.Singleton;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Tells open live views to look again: at once when this instance took something in, and every
 * second for what another instance did. It carries no content, so nothing can leak through it.
 */
@Singleton
public final class ConcernNews {

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final Sinks.Many<Boolean> changes = Sinks.many().multicast().directBestEffort();

  /** Something was taken in. */
  public void mayHaveChanged() {
    // Lost when nobody listens or a listener is slow: the next tick makes up for it.
    changes.tryEmitNext(true);
  }

  /** Ticks whenever it is worth looking; never ends. */
  public Flux<Boolean> ticks() {
    return Flux.merge(
            Flux.just(true), changes.asFlux(), Flux.interval(LOOK_AGAIN).map(ignored -> true))
        .onBackpressureDrop();
  }
}
