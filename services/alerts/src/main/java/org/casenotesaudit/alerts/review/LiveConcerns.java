package org.casenotesaudit.alerts.review;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import org.casenotesaudit.alerts.concern.Concern;
import org.casenotesaudit.alerts.concern.WorkerId;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * What opens while somebody watches; asked of the same queries as the queue, for that viewer. A
 * view ends when its listener goes, or is no longer admitted: what let them in is looked at before
 * each look at the concerns, every second.
 */
@Singleton
public class LiveConcerns {

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final QueueDesk desk;
  private final ConcernNews news;

  /**
   * Who listens.
   *
   * @param admitted whether what let them in still would: asked often, and may ask the database
   */
  public record Listener(WorkerId viewer, BooleanSupplier admitted) {}

  LiveConcerns(QueueDesk desk, ConcernNews news) {
    this.desk = desk;
    this.news = news;
  }

  /** Concerns with a number above this one, to be shown: each once. */
  public Flux<Concern> shownAfter(Listener listener, long openedNumber) {
    return after(listener, openedNumber, seen -> desk.showOpenedAfter(listener.viewer(), seen));
  }

  /** The same, for telling only that something opened. */
  public Flux<Concern> openedAfter(Listener listener, long openedNumber) {
    return after(listener, openedNumber, seen -> desk.openedAfter(listener.viewer(), seen));
  }

  private Flux<Concern> after(
      Listener listener, long openedNumber, LongFunction<List<Concern>> ask) {
    return Flux.defer(
        () -> {
          AtomicLong seen = new AtomicLong(openedNumber);
          return news.ticks()
              .publishOn(Schedulers.boundedElastic(), 1)
              .takeWhile(tick -> listener.admitted().getAsBoolean())
              .concatMapIterable(tick -> ask.apply(seen.get()), 1)
              .doOnNext(concern -> seen.set(concern.openedNumber()));
        });
  }

  /**
   * What is told, and a beat at once, which says that the connection stands, and now and then,
   * which keeps it open: a proxy closes one that is silent. Ends with what is told.
   */
  public <E> Flux<E> withHeartbeats(Flux<E> told, E beat) {
    return Flux.defer(
        () -> {
          Sinks.Empty<Void> over = Sinks.empty();
          return Flux.merge(
              told.doFinally(how -> over.tryEmitEmpty()),
              Flux.interval(Duration.ZERO, HEARTBEAT)
                  .map(number -> beat)
                  .takeUntilOther(over.asMono()));
        });
  }
}
