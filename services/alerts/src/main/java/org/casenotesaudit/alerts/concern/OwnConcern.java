package org.casenotesaudit.alerts.concern;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Nobody sees or handles a concern about themselves, their own team or line, their household or
 * declared friends, or a client they know. The one rule, in two forms that a test holds to each
 * other: {@link #permits} decides about one concern, {@link #sql} goes into every query.
 */
public final class OwnConcern {

  /**
   * What a concern is about.
   *
   * @param teams teams of the worker at the moments of access
   */
  public record Subject(WorkerId worker, @Nullable ClientId client, Set<TeamId> teams) {
    public Subject {
      teams = Set.copyOf(teams);
    }
  }

  /** A condition over the table concerns, aliased {@code c}, and the arrays it binds in order. */
  public record Condition(String sql, List<Object[]> textArrays) {

    Condition and(Condition other) {
      List<Object[]> both = new ArrayList<>(textArrays);
      both.addAll(other.textArrays);
      return new Condition(sql + " AND " + other.sql, List.copyOf(both));
    }
  }

  private OwnConcern() {}

  /** Whether this viewer may see and handle this concern. */
  public static boolean permits(Viewer viewer, Subject subject) {
    return switch (viewer) {
      case Viewer.Unmapped ignored -> false;
      case Viewer.Mapped mapped ->
          !mapped.worker().equals(subject.worker())
              && !mapped.closeWorkers().contains(subject.worker())
              && Collections.disjoint(mapped.teams(), subject.teams())
              && (subject.client() == null || !mapped.knownClients().contains(subject.client()));
      case Viewer.External external ->
          permits(external.self(), subject)
              && external.reviewers().stream().noneMatch(reviewer -> permits(reviewer, subject));
    };
  }

  /** The same rule for a query. An unmapped viewer gets a condition that no row meets. */
  public static Condition sql(Viewer viewer) {
    return switch (viewer) {
      case Viewer.Unmapped ignored -> new Condition("FALSE", List.of());
      case Viewer.Mapped mapped ->
          new Condition(
              "(c.worker_id <> ALL (?) AND c.worker_id <> ALL (?) AND NOT (c.team_ids && ?)"
                  + " AND (c.client_id IS NULL OR c.client_id <> ALL (?)))",
              List.of(
                  new String[] {mapped.worker().value()},
                  mapped.closeWorkers().stream().map(WorkerId::value).toArray(String[]::new),
                  mapped.teams().stream().map(TeamId::value).toArray(String[]::new),
                  mapped.knownClients().stream().map(ClientId::value).toArray(String[]::new)));
      case Viewer.External external ->
          sql(external.self()).and(sqlForNobodyOf(external.reviewers()));
    };
  }

  /** What no one of these may see. */
  public static Condition sqlForNobodyOf(List<Viewer.Mapped> reviewers) {
    Condition nobody = new Condition("TRUE", List.of());
    for (Viewer.Mapped reviewer : reviewers) {
      Condition seen = sql(reviewer);
      nobody = nobody.and(new Condition("NOT " + seen.sql(), seen.textArrays()));
    }
    return nobody;
  }
}
