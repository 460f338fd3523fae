package org.casenotesaudit.casenotes;

import org.casenotesaudit.testkit.contracts.CaseNotesStage;
import org.casenotesaudit.testkit.contracts.GrantContract;

/** Access is given for its grants what the stand-in that its own tests use is held to. */
class GrantContractIT extends GrantContract {

  private final CaseNotesOnStage stage = new CaseNotesOnStage();

  @Override
  protected CaseNotesStage stage() {
    return stage;
  }
}
