package org.casenotesaudit.rules.judgement;

import java.util.List;
import java.util.Optional;
import org.casenotesaudit.rules.facts.EventId;
import org.jspecify.annotations.Nullable;

/**
 * A concern that holds for an access.
 *
 * @param score orders a queue, 0 to 1000
 * @param reasons clause by clause, codes with values: {@code case-closed-days=214}
 * @param facts the events that it rests on, sorted
 * @param answeredBy the explanation that answers it; null when none does
 */
public record Finding(
    String concernId,
    Severity severity,
    int score,
    Consequence consequence,
    List<String> reasons,
    List<EventId> facts,
    @Nullable String answeredBy) {

  public Finding {
    reasons = List.copyOf(reasons);
    facts = Facts.sorted(facts);
  }

  public Optional<String> answer() {
    return Optional.ofNullable(answeredBy);
  }

  public boolean isOpen() {
    return answeredBy == null;
  }
}
