package org.casenotesaudit.alerts.concern;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A concern in plain sentences, with references where names would stand.
 *
 * @param heading what it is, in one line
 * @param whatHappened the accesses, in order of time
 * @param whyFlagged the rules that hold, each with its values and its basis
 * @param asKnown what was on record by the moment of access; the only part that bears on the worker
 * @param asItWas what was recorded later
 * @param whatItMeans how to read all this
 */
public record Narrative(
    String heading,
    List<String> whatHappened,
    List<Ground> whyFlagged,
    List<String> asKnown,
    List<String> asItWas,
    List<String> whatItMeans) {

  /**
   * One rule that holds.
   *
   * @param access which access it holds for, empty where the concern has only one
   * @param reasons its clauses with their values
   * @param withdrawn why it no longer stands in this concern, null while it does
   */
  public record Ground(
      String ruleId,
      String title,
      String meaning,
      List<String> reasons,
      String basis,
      String access,
      @Nullable String withdrawn) {
    public Ground {
      reasons = List.copyOf(reasons);
    }
  }

  public Narrative {
    whatHappened = List.copyOf(whatHappened);
    whyFlagged = List.copyOf(whyFlagged);
    asKnown = List.copyOf(asKnown);
    asItWas = List.copyOf(asItWas);
    whatItMeans = List.copyOf(whatItMeans);
  }
}
