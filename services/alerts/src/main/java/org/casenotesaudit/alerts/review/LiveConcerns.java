package org.casenotesaudit.alerts.review;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.casenotesaudit.alerts.concern.Concern;
import org.casenotesaudit.alerts.concern.WorkerId;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** What opens while somebody watches; asked of the same queries as the queue, for that viewer. */
@Singleton
public class LiveConcerns {

  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final QueueDesk desk;
  private final ConcernNews news;

  LiveConcerns(QueueDesk desk, ConcernNews news) {
    this.desk = desk;
    this.news = news;
  }

  /** Concerns with a number above this one, to be shown: each once, as long as somebody listens. */
  public Flux<Concern> shownAfter(WorkerId viewer, long openedNumber) {
    return after(openedNumber, seen -> desk.showOpenedAfter(viewer, seen));
  }

  /** The same, for telling only that something opened. */
  public Flux<Concern> openedAfter(WorkerId viewer, long openedNumber) {
    return after(openedNumber, seen -> desk.openedAfter(viewer, seen));
  }

  private Flux<Concern> after(long openedNumber, LongFunction<List<Concern>> ask) {
    return Flux.defer(
        () -> {
          AtomicLong seen = new AtomicLong(openedNumber);
          return news.ticks()
              .publishOn(Schedulers.boundedElastic(), 1)
              .concatMapIterable(tick -> ask.apply(seen.get()), 1)
              .doOnNext(concern -> seen.set(concern.openedNumber()));
        });
  }

  /** Ticks that keep the connection open; a proxy closes one that is silent. */
  public Flux<Long> heartbeats() {
    return Flux.interval(HEARTBEAT);
  }
}
