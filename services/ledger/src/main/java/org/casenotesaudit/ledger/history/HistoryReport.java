package org.casenotesaudit.ledger.history;

import java.util.List;

/**
 * What a check of an archive came to.
 *
 * @param proven plain sentences; to be believed only if nothing was found
 * @param findings what is wrong, first thing first; empty if everything was proven
 * @param notShown plain sentences about what even a good archive does not show
 */
public record HistoryReport(List<String> proven, List<Finding> findings, List<String> notShown) {
  public HistoryReport {
    proven = List.copyOf(proven);
    findings = List.copyOf(findings);
    notShown = List.copyOf(notShown);
  }

  /** Whether everything was proven. */
  public boolean isGood() {
    return findings.isEmpty();
  }
}
