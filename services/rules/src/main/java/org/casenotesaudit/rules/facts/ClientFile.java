package org.casenotesaudit.rules.facts;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * All that is known about one client: facts and acts, each once, in an order of their own. Two
 * files that hold the same events are equal, whatever order or how often the events came.
 *
 * @param facts ordered by (recordedAt, eventId)
 * @param acts ordered by (occurredAt, eventId); an act of nobody known is somebody's as soon as a
 *     fact in the file says so
 * @param observedUntil how far time has come by the events seen; never a wall clock
 */
public record ClientFile(List<Fact> facts, List<Access> acts, Instant observedUntil) {

  private static final Comparator<Fact> BY_RECORDING =
      Comparator.comparing((Fact fact) -> fact.origin().recordedAt())
          .thenComparing(fact -> fact.origin().eventId().value());

  public ClientFile {
    facts = onceEach(facts, fact -> fact.origin().eventId()).stream().sorted(BY_RECORDING).toList();
    Map<AccessId, ActingWorker> learned = learnedFrom(facts);
    acts =
        onceEach(acts, Access::eventId).stream()
            .map(act -> asLearned(act, learned))
            .sorted(Access.IN_ORDER)
            .toList();
  }

  /** The act with whoever is known to have done it by the facts of this file. */
  public Access asLearned(Access act) {
    return act.worker().isSomebody() ? act : asLearned(act, learnedFrom(facts));
  }

  /** An act that says itself who did it is believed; of two later words, the earlier one. */
  private static Access asLearned(Access act, Map<AccessId, ActingWorker> learned) {
    ActingWorker worker = learned.get(act.accessId());
    return worker == null || act.worker().isSomebody() ? act : act.by(worker);
  }

  private static Map<AccessId, ActingWorker> learnedFrom(List<Fact> inOrder) {
    Map<AccessId, ActingWorker> learned = new HashMap<>();
    for (Fact fact : inOrder) {
      if (fact instanceof Fact.AccessAttributed told) {
        learned.putIfAbsent(
            told.accessId(), new ActingWorker(told.worker(), told.facts(), told.origin()));
      }
    }
    return learned;
  }

  private static <T> Collection<T> onceEach(List<T> all, Function<T, EventId> id) {
    Map<String, T> once = new LinkedHashMap<>();
    all.forEach(each -> once.putIfAbsent(id.apply(each).value(), each));
    return once.values();
  }
}
