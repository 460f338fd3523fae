package org.casenotesaudit.alerts.concern;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.casenotesaudit.events.Severity;

/**
 * How a concern stands, worked out from its alerts. Withdrawn alerts keep their place in the count
 * but no longer weigh; when all are withdrawn the last known weight stays visible. An alert that
 * moved to a concern of the other kind counts as withdrawn here.
 */
public record Standing(
    Severity severity,
    int score,
    List<String> ruleIds,
    List<String> teamIds,
    int alertCount,
    int withdrawnCount,
    Instant firstAt,
    Instant lastAt) {

  /**
   * @throws IllegalArgumentException if there is no alert: a concern without one cannot exist
   */
  public static Standing of(Collection<Member> members) {
    if (members.isEmpty()) {
      throw new IllegalArgumentException("members: 0 (expected: at least 1)");
    }
    List<Member> standing = members.stream().filter(member -> !member.withdrawn()).toList();
    List<Alert> weighing =
        (standing.isEmpty() ? members.stream() : standing.stream()).map(Member::alert).toList();
    List<Alert> all = members.stream().map(Member::alert).toList();
    return new Standing(
        weighing.stream().map(Alert::severity).max(Comparator.naturalOrder()).orElseThrow(),
        weighing.stream().mapToInt(Alert::score).max().orElseThrow(),
        weighing.stream().map(Alert::ruleId).distinct().sorted().toList(),
        all.stream()
            .flatMap(alert -> alert.teamIds().stream())
            .map(TeamId::value)
            .distinct()
            .sorted()
            .toList(),
        members.size(),
        members.size() - standing.size(),
        all.stream().map(Alert::accessAt).min(Comparator.naturalOrder()).orElseThrow(),
        all.stream().map(Alert::accessAt).max(Comparator.naturalOrder()).orElseThrow());
  }

  /** No alert is left that somebody would have to look at. */
  public boolean allWithdrawn() {
    return withdrawnCount == alertCount;
  }
}
