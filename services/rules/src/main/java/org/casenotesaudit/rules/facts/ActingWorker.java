package org.casenotesaudit.rules.facts;

import org.jspecify.annotations.Nullable;

/**
 * Who acted, as it was reported or as it became known afterwards.
 *
 * @param id {@link WorkerId#NOBODY} while nobody knows
 * @param facts what the directory said about the worker at the moment of the act
 * @param learnedFrom the fact that told who it was; null where the act itself said so, or nothing
 *     has yet
 */
public record ActingWorker(WorkerId id, WorkerFacts facts, @Nullable Origin learnedFrom) {

  public static ActingWorker asReported(WorkerId id, WorkerFacts facts) {
    return new ActingWorker(id, facts, null);
  }
}
