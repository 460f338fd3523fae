package org.casenotesaudit.rules.facts;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * All that is known about one client: facts and acts, each once, in an order of their own. Two
 * files that hold the same events are equal, whatever order or how often the events came.
 *
 * @param facts ordered by (recordedAt, eventId)
 * @param acts ordered by (occurredAt, eventId)
 * @param observedUntil how far time has come by the events seen; never a wall clock
 */
public record ClientFile(List<Fact> facts, List<Access> acts, Instant observedUntil) {

  private static final Comparator<Fact> BY_RECORDING =
      Comparator.comparing((Fact fact) -> fact.origin().recordedAt())
          .thenComparing(fact -> fact.origin().eventId().value());

  public ClientFile {
    facts = onceEach(facts, fact -> fact.origin().eventId()).stream().sorted(BY_RECORDING).toList();
    acts = onceEach(acts, Access::eventId).stream().sorted(Access.IN_ORDER).toList();
  }

  private static <T> Collection<T> onceEach(List<T> all, Function<T, EventId> id) {
    Map<String, T> once = new LinkedHashMap<>();
    all.forEach(each -> once.putIfAbsent(id.apply(each).value(), each));
    return once.values();
  }
}
