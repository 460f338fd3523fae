package org.casenotesaudit.alerts.concern;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The accesses of a concern, counted from 1 in order of time, so that each sentence can say which
 * of them it is about. Where there is only one, nothing needs to be said.
 */
public final class AccessNumbers {

  private final Map<String, Alert> accesses = new LinkedHashMap<>();

  private AccessNumbers() {}

  public static AccessNumbers of(List<Member> members) {
    AccessNumbers numbers = new AccessNumbers();
    members.stream()
        .map(Member::alert)
        .sorted(Comparator.comparing(Alert::accessAt).thenComparing(Alert::accessId))
        .forEach(alert -> numbers.accesses.putIfAbsent(alert.accessId(), alert));
    return numbers;
  }

  /** One alert of each access, in order of time. */
  public List<Alert> inOrder() {
    return List.copyOf(accesses.values());
  }

  public boolean areSeveral() {
    return accesses.size() > 1;
  }

  /** From 1; 0 for an access that is not of this concern. */
  public int of(String accessId) {
    return List.copyOf(accesses.keySet()).indexOf(accessId) + 1;
  }

  /** For instance "Access 2, 21 Nov 2026, 09:14:03"; empty where there is only one. */
  public String named(Alert alert) {
    return areSeveral()
        ? "Access " + of(alert.accessId()) + ", " + Words.shortTimeToTheSecond(alert.accessAt())
        : "";
  }
}
