package org.casenotesaudit.rules.pack;

import java.util.Set;

/**
 * The rules as one agency runs them: parameters, and what is switched off.
 *
 * @param digest SHA-256 of the file that it was read from, hex; goes into every judgement
 * @param switchedOff ids of rules that do not judge
 */
public record RulePack(
    String name, String version, String digest, Parameters parameters, Set<String> switchedOff) {

  public RulePack {
    switchedOff = Set.copyOf(switchedOff);
  }

  public boolean isOn(String ruleId) {
    return !switchedOff.contains(ruleId);
  }
}
