package org.casenotesaudit.access;

import org.casenotesaudit.testkit.contracts.CaseNotesStage;
import org.casenotesaudit.testkit.contracts.GrantContract;
import org.junit.jupiter.api.AutoClose;

/** The stand-in gives for a grant what the real case-notes is held to. */
class FakeGrantsTest extends GrantContract {

  @AutoClose private final FakeOnStage stage = new FakeOnStage();

  @Override
  protected CaseNotesStage stage() {
    return stage;
  }
}
