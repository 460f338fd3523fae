package org.casenotesaudit.rules.facts;

/** Whom an allocation, a legal request or an objection names: one worker or one team. */
public sealed interface Assignee {

  record OneWorker(WorkerId worker) implements Assignee {}

  record WholeTeam(TeamId team) implements Assignee {}

  static Assignee worker(String id) {
    return new OneWorker(new WorkerId(id));
  }

  static Assignee team(String id) {
    return new WholeTeam(new TeamId(id));
  }
}
