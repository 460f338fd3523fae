package org.casenotesaudit.ledger.history;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.casenotesaudit.ledger.LedgerException;
import org.casenotesaudit.ledger.history.Finding.Kind;

/** What a check came to: what is wrong, and what is proven as long as nothing is. */
final class CheckResults {
  private final List<Finding> findings = new ArrayList<>();
  private final List<String> proven = new ArrayList<>();

  void add(Finding finding) {
    findings.add(finding);
  }

  /** A finding that is about no entry in particular. */
  void add(Kind kind, String found, String expected) {
    add(new Finding(kind, OptionalLong.empty(), found, expected));
  }

  void addAbout(OptionalLong entry, Kind kind, String found, String expected) {
    add(new Finding(kind, entry, found, expected));
  }

  /** A finding whose words are those of the refusal; {@code where} stands before them. */
  void addRefused(Kind kind, OptionalLong entry, String where, LedgerException refusal) {
    add(Finding.refused(kind, entry, where, refusal));
  }

  void prove(String sentence) {
    proven.add(sentence);
  }

  boolean isGood() {
    return findings.isEmpty();
  }

  HistoryReport report(List<String> notShown) {
    return new HistoryReport(isGood() ? proven : List.of(), findings, notShown);
  }
}
