package org.casenotesaudit.alerts.concern;

import java.time.Instant;
import java.util.List;
import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.Severity;
import org.jspecify.annotations.Nullable;

/**
 * One rule that holds for one access, as the stream reported it last.
 *
 * @param alertId derived from access and rule, so that it is the same however often it is read
 * @param eventId the event that reported it; what the ledger knows it by
 * @param revision the judgement's revision that raised it; a withdrawal counts only if it is later
 * @param ruleId the rule of the pack, for instance after-ending
 * @param score orders a queue, 0 to 1000
 * @param attributable whether it holds from what was known at the moment of access
 * @param reasons codes with values, for instance case-closed-days=214
 * @param accessAt when the access happened
 * @param teamIds teams of the worker at that moment
 */
public record Alert(
    String alertId,
    String eventId,
    String judgementEventId,
    String accessId,
    WorkerId worker,
    @Nullable ClientId client,
    int revision,
    String ruleId,
    Severity severity,
    int score,
    boolean attributable,
    List<String> reasons,
    List<String> factEventIds,
    RecordKind recordKind,
    Action action,
    Instant accessAt,
    List<TeamId> teamIds,
    Instant raisedAt) {

  public Alert {
    reasons = List.copyOf(reasons);
    factEventIds = List.copyOf(factEventIds);
    teamIds = List.copyOf(teamIds);
  }

  /** What it asks for. */
  public ConcernKind kind() {
    return attributable ? ConcernKind.CONDUCT : ConcernKind.MEND_RECORD;
  }
}
