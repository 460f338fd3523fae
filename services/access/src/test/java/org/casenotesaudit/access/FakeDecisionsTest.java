package org.casenotesaudit.access;

import org.casenotesaudit.testkit.contracts.CaseNotesStage;
import org.casenotesaudit.testkit.contracts.DecisionContract;
import org.junit.jupiter.api.AutoClose;

/** The stand-in decides as the real case-notes is held to. */
class FakeDecisionsTest extends DecisionContract {

  @AutoClose private final FakeOnStage stage = new FakeOnStage();

  @Override
  protected CaseNotesStage stage() {
    return stage;
  }
}
