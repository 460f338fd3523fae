package org.casenotesaudit.casenotes;

import org.casenotesaudit.testkit.contracts.CaseNotesStage;
import org.casenotesaudit.testkit.contracts.DecisionContract;

/** Access is answered as the stand-in that its own tests use is held to. */
class DecisionContractIT extends DecisionContract {

  private final CaseNotesOnStage stage = new CaseNotesOnStage();

  @Override
  protected CaseNotesStage stage() {
    return stage;
  }
}
