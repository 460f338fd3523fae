package org.casenotesaudit.alerts.concern;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.casenotesaudit.events.Resolution;
import org.casenotesaudit.events.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Alerts that belong together, as one piece of work for a reviewer.
 *
 * @param follows the settled concern of the same group that this one follows, null when there is
 *     none
 * @param openedNumber counts concerns in the order in which they opened; what a live view resumes
 *     from
 */
public record Concern(
    ConcernId id,
    ConcernKind kind,
    RuleFamily family,
    WorkerId worker,
    @Nullable ClientId client,
    ConcernStatus status,
    @Nullable WorkerId assignee,
    @Nullable Resolution resolution,
    Severity severity,
    int score,
    List<String> ruleIds,
    List<TeamId> teams,
    int alertCount,
    int withdrawnCount,
    Instant firstAt,
    Instant lastAt,
    Instant openedAt,
    long openedNumber,
    @Nullable ConcernId follows) {

  public Concern {
    ruleIds = List.copyOf(ruleIds);
    teams = List.copyOf(teams);
  }

  /** What the own-concern rule asks about it. */
  public OwnConcern.Subject subject() {
    return new OwnConcern.Subject(worker, client, teams.stream().collect(Collectors.toSet()));
  }
}
