package org.casenotesaudit.rules.rule;

import java.util.List;
import java.util.stream.Stream;
import org.casenotesaudit.rules.facts.Assignee;
import org.casenotesaudit.rules.facts.CaseId;
import org.casenotesaudit.rules.facts.EventId;
import org.casenotesaudit.rules.facts.Fact;
import org.casenotesaudit.rules.facts.Period;
import org.jspecify.annotations.Nullable;

/**
 * Who was given a case, and for how long: an allocation with its end, or the team that holds an
 * open case.
 *
 * @param period already cut short by a recorded end; a closed case is not an end of it
 * @param made the fact that made it
 * @param end the fact that ended it; null while none has
 */
public record Allocation(
    CaseId caseId, Assignee to, Period period, Fact made, Fact.@Nullable AllocationEnded end) {

  public List<EventId> events() {
    return Stream.concat(Stream.of(made), Stream.ofNullable(end))
        .map(fact -> fact.origin().eventId())
        .toList();
  }
}
