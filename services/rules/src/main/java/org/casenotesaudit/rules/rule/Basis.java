package org.casenotesaudit.rules.rule;

import java.util.List;
import java.util.Set;

/**
 * What a rule stands on, so that an alert can quote the policy that it applies.
 *
 * @param text the principle, code section or law, in words that can be quoted
 * @param parameters names of the pack's parameters that it reads
 */
public record Basis(
    String text, RuleClass ruleClass, Set<Evidence> evidence, List<String> parameters) {

  public Basis {
    evidence = Set.copyOf(evidence);
    parameters = List.copyOf(parameters);
  }
}
