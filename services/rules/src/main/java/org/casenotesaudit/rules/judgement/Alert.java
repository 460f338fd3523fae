package org.casenotesaudit.rules.judgement;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A concern about an access that needs a person.
 *
 * @param finding the concern
 * @param attributable whether it holds as known at the moment of access. If not, it is a matter of
 *     remediation (stop the use, mend the record), never of conduct
 */
public record Alert(Finding finding, boolean attributable) {

  /**
   * The alerts that a judgement asks for, in order of concern id. A concern that was open as known
   * stays an alert even if a fact recorded afterwards answers it: after an alert such a fact goes
   * to review, where a person decides; it does not make the alert vanish.
   */
  public static List<Alert> from(Judgement judgement) {
    Map<String, Alert> alerts = new LinkedHashMap<>();
    for (Finding finding : judgement.asKnown().concerns()) {
      if (needsAPerson(finding)) {
        alerts.put(finding.concernId(), new Alert(finding, true));
      }
    }
    for (Finding finding : judgement.asItWas().concerns()) {
      if (needsAPerson(finding)) {
        alerts.putIfAbsent(finding.concernId(), new Alert(finding, false));
      }
    }
    return alerts.keySet().stream().sorted().map(alerts::get).toList();
  }

  private static boolean needsAPerson(Finding finding) {
    return finding.isOpen() && finding.consequence().needsAPerson();
  }
}
