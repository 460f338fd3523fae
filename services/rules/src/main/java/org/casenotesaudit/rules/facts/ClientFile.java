package org.casenotesaudit.rules.facts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All that is known about one client: facts and acts, each once, in an order of their own. Two
 * files that hold the same events give the same judgements, whatever order or how often the events
 * came.
 *
 * <p>A file never changes. One event more makes another file that shares with this one what the
 * event does not touch, so that a client with thousands of events costs little more than one with
 * ten.
 */
public final class ClientFile {

  private static final Comparator<Fact> BY_RECORDING =
      Comparator.comparing((Fact fact) -> fact.origin().recordedAt())
          .thenComparing(fact -> fact.origin().eventId().value());

  private final Map<Class<? extends Fact>, List<Fact>> facts;
  private final List<Access> reported;
  private final Map<AccessId, ActingWorker> learned;
  private final List<Access> acts;
  private final Map<WorkerId, List<Access>> actsByWorker;
  private final Instant observedUntil;
  private final Past past;

  private ClientFile(
      Map<Class<? extends Fact>, List<Fact>> facts,
      List<Access> reported,
      Map<AccessId, ActingWorker> learned,
      List<Access> acts,
      Map<WorkerId, List<Access>> actsByWorker,
      Instant observedUntil,
      Past past) {
    this.facts = facts;
    this.reported = reported;
    this.learned = learned;
    this.acts = acts;
    this.actsByWorker = actsByWorker;
    this.observedUntil = observedUntil;
    this.past = past;
  }

  /**
   * @param facts in any order; the same event again counts once
   * @param acts likewise
   * @param observedUntil how far time has come by the events seen; never a wall clock
   */
  public static ClientFile of(
      Collection<? extends Fact> facts, Collection<Access> acts, Instant observedUntil) {
    return of(facts, acts, observedUntil, Past.ENDLESS);
  }

  /**
   * A file that some acts have left.
   *
   * @param past what is remembered of them
   */
  public static ClientFile of(
      Collection<? extends Fact> facts, Collection<Access> acts, Instant observedUntil, Past past) {
    Map<Class<? extends Fact>, List<Fact>> byKind = new HashMap<>();
    onceEach(facts, fact -> fact.origin().eventId())
        .sorted(BY_RECORDING)
        .forEach(
            fact -> byKind.computeIfAbsent(fact.getClass(), kind -> new ArrayList<>()).add(fact));
    return ofOrdered(
        byKind,
        onceEach(acts, Access::eventId).sorted(Access.IN_ORDER).toList(),
        observedUntil,
        past);
  }

  /** This file and one fact that it did not hold. */
  public ClientFile with(Fact fact) {
    Map<Class<? extends Fact>, List<Fact>> more = new HashMap<>(facts);
    more.merge(
        fact.getClass(), List.of(fact), (before, one) -> inserted(before, fact, BY_RECORDING));
    return fact instanceof Fact.AccessAttributed
        ? ofOrdered(more, reported, observedUntil, past)
        : new ClientFile(more, reported, learned, acts, actsByWorker, observedUntil, past);
  }

  /** This file and one act that it did not hold. */
  public ClientFile with(Access act) {
    Access known = asLearned(act);
    Map<WorkerId, List<Access>> byWorker = actsByWorker;
    if (known.worker().isSomebody()) {
      byWorker = new HashMap<>(actsByWorker);
      byWorker.merge(
          known.worker(),
          List.of(known),
          (before, one) -> inserted(before, known, Access.IN_ORDER));
    }
    return new ClientFile(
        facts,
        inserted(reported, act, Access.IN_ORDER),
        learned,
        inserted(acts, known, Access.IN_ORDER),
        byWorker,
        observedUntil,
        past);
  }

  /** The oldest act, as it was reported. */
  public Access oldest() {
    return reported.getFirst();
  }

  /** This file after its oldest act has left it. */
  public ClientFile withoutOldest() {
    Access oldest = acts.getFirst();
    Map<WorkerId, List<Access>> byWorker = actsByWorker;
    if (oldest.worker().isSomebody()) {
      byWorker = new HashMap<>(actsByWorker);
      // A worker's acts are in order, too.
      byWorker.computeIfPresent(
          oldest.worker(), (worker, all) -> all.size() == 1 ? null : withoutFirst(all));
    }
    return new ClientFile(
        facts,
        withoutFirst(reported),
        learned,
        withoutFirst(acts),
        byWorker,
        observedUntil,
        past.and(oldest));
  }

  /** When the last act that has left this file occurred. */
  public Optional<Instant> lastLeft() {
    return past.lastLeft();
  }

  /** This file at another moment. */
  public ClientFile asOf(Instant moment) {
    return new ClientFile(facts, reported, learned, acts, actsByWorker, moment, past);
  }

  /** How far time has come by the events seen. */
  public Instant observedUntil() {
    return observedUntil;
  }

  /** Facts of that kind, ordered by (recordedAt, eventId). */
  @SuppressWarnings("unchecked") // Lists are filled by the class of what is in them.
  public <F extends Fact> List<F> facts(Class<F> kind) {
    return (List<F>) facts.getOrDefault(kind, List.of());
  }

  /**
   * All acts, ordered by (occurredAt, eventId). An act of nobody known is somebody's as soon as a
   * fact in the file says so.
   */
  public List<Access> acts() {
    return acts;
  }

  /** Acts that occurred at that moment or later, in order. */
  public List<Access> actsSince(Instant moment) {
    int from = firstOf(acts, act -> !act.occurredAt().isBefore(moment));
    return acts.subList(from, acts.size());
  }

  /** Acts before that one, in order; it need not be in the file. */
  public List<Access> actsBefore(Access act) {
    return before(acts, act);
  }

  /** The worker's acts before that one, in order; of nobody known there are none. */
  public List<Access> actsBefore(Access act, WorkerId worker) {
    return before(actsByWorker.getOrDefault(worker, List.of()), act);
  }

  /**
   * The earliest act that the fact could make look different; the end of time if it is none of
   * these. Acts before it need not be judged again when the fact arrives. Some facts name an act
   * instead of a time, and only the file knows when that was.
   */
  public Instant reachOf(Fact fact) {
    return switch (fact) {
      case Fact.AccessAttributed told ->
          earliest(act -> act.accessId().equals(told.accessId()), Instant.MAX);
      case Fact.AuthorityRecorded given when !given.scope().recordings().isEmpty() ->
          earliest(
              act ->
                  act.captured()
                      && act.target()
                          .record()
                          .map(given.scope().recordings()::contains)
                          .orElse(false),
              given.reachesBackTo());
      default -> fact.reachesBackTo();
    };
  }

  private Instant earliest(Predicate<Access> which, Instant atTheLatest) {
    return acts.stream()
        .filter(which)
        .findFirst()
        .map(Access::occurredAt)
        .filter(occurredAt -> occurredAt.isBefore(atTheLatest))
        .orElse(atTheLatest);
  }

  /** How many facts and acts it holds. */
  public int size() {
    return acts.size() + facts.values().stream().mapToInt(List::size).sum();
  }

  /** The act with whoever is known to have done it; an act that says so itself is believed. */
  public Access asLearned(Access act) {
    ActingWorker worker = learned.get(act.accessId());
    if (worker == null || act.worker().isSomebody()) {
      return act;
    }
    Access known = act.by(worker);
    return known.workerFactsReadAt().isAfter(act.settlesAt(past.horizon())) ? act : known;
  }

  /** Whether nothing that counts for the act was opened by the same worker before it. */
  public boolean isFirstOf(Access act) {
    Instant settlesAt = act.settlesAt(past.horizon());
    return !past.hasOpenedBefore(act)
        && actsBefore(act, act.worker()).stream()
            .noneMatch(other -> other.opened() && !other.recordedAt().isAfter(settlesAt));
  }

  /**
   * Whether the fact says something about acts for which it no longer counts: they have settled, or
   * have left the file altogether.
   *
   * @param settledUntil as for {@link #hasSettled}
   */
  public boolean isTooLate(Fact fact, Instant settledUntil) {
    Instant recordedAt = fact.origin().recordedAt();
    if (fact instanceof Fact.AccessAttributed told) {
      return acts.stream()
          .filter(act -> act.accessId().equals(told.accessId()))
          .findFirst()
          .map(act -> hasSettled(act, recordedAt, settledUntil))
          .orElse(past.departed().containsKey(WorkerId.NOBODY));
    }
    Instant since = saysSince(fact);
    return past.hasLostSince(since)
        || actsSince(since).stream()
            .takeWhile(act -> act.occurredAt().isBefore(recordedAt))
            .anyMatch(act -> hasSettled(act, recordedAt, settledUntil));
  }

  /**
   * Whether what is recorded at that moment comes too late for the act.
   *
   * @param settledUntil acts before that moment have settled whatever the horizon, because they may
   *     look back at some that have left; one that is judged by itself looks back at none
   */
  public boolean hasSettled(Access act, Instant recordedAt, Instant settledUntil) {
    return act.settlesAt(past.horizon()).isBefore(recordedAt)
        || (act.occurredAt().isBefore(settledUntil) && !act.wasReportedPast(past.horizon()));
  }

  /** Since when what the fact says holds. */
  public Instant saysSince(Fact fact) {
    return switch (fact) {
      // Both reach back to everything undetermined; what they say is no older than this.
      case Fact.ClientRegistered registered -> registered.origin().recordedAt();
      case Fact.CaseOpened opened -> opened.openedAt();
      default -> reachOf(fact);
    };
  }

  private static ClientFile ofOrdered(
      Map<Class<? extends Fact>, List<Fact>> facts,
      List<Access> reported,
      Instant observedUntil,
      Past past) {
    Map<AccessId, ActingWorker> learned = new HashMap<>();
    for (Fact fact : facts.getOrDefault(Fact.AccessAttributed.class, List.of())) {
      var told = (Fact.AccessAttributed) fact;
      // Of two later words the earlier one holds.
      learned.putIfAbsent(
          told.accessId(), new ActingWorker(told.worker(), told.facts(), told.origin()));
    }
    var unindexed =
        new ClientFile(facts, reported, learned, List.of(), Map.of(), observedUntil, past);
    List<Access> acts = reported.stream().map(unindexed::asLearned).toList();
    Map<WorkerId, List<Access>> byWorker = new HashMap<>();
    for (Access act : acts) {
      if (act.worker().isSomebody()) {
        byWorker.computeIfAbsent(act.worker(), worker -> new ArrayList<>()).add(act);
      }
    }
    return new ClientFile(facts, reported, learned, acts, byWorker, observedUntil, past);
  }

  private static <T> Stream<T> onceEach(Collection<? extends T> all, Function<T, EventId> id) {
    Map<EventId, T> once = new LinkedHashMap<>();
    all.forEach(each -> once.putIfAbsent(id.apply(each), each));
    return once.values().stream();
  }

  private static <T> List<T> inserted(List<T> ordered, T one, Comparator<T> order) {
    int found = Collections.binarySearch(ordered, one, order);
    if (found >= 0) {
      return ordered;
    }
    int place = -found - 1;
    List<T> more = new ArrayList<>(ordered.size() + 1);
    more.addAll(ordered.subList(0, place));
    more.add(one);
    more.addAll(ordered.subList(place, ordered.size()));
    return Collections.unmodifiableList(more);
  }

  private static <T> List<T> withoutFirst(List<T> all) {
    return List.copyOf(all.subList(1, all.size()));
  }

  private static List<Access> before(List<Access> ordered, Access act) {
    return ordered.subList(0, firstOf(ordered, other -> !other.isBefore(act)));
  }

  /** The place of the first for which the condition holds; it holds for all that follow. */
  private static int firstOf(List<Access> ordered, Predicate<Access> condition) {
    int from = 0;
    int until = ordered.size();
    while (from < until) {
      int middle = (from + until) >>> 1;
      if (condition.test(ordered.get(middle))) {
        until = middle;
      } else {
        from = middle + 1;
      }
    }
    return from;
  }
}
