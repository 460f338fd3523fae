package org.casenotesaudit.rules.judgement;

import java.util.List;

/** One of the two answers of a judgement: a verdict and what it rests on. */
public record Answer(
    Verdict verdict,
    List<HeldExplanation> explanations,
    List<Finding> concerns,
    List<String> missingFacts) {

  public Answer {
    explanations = List.copyOf(explanations);
    concerns = List.copyOf(concerns);
    missingFacts = missingFacts.stream().distinct().sorted().toList();
  }

  public boolean explained() {
    return explanations.stream().anyMatch(HeldExplanation::explains);
  }
}
