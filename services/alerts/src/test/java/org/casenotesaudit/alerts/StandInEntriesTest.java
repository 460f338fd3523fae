package org.casenotesaudit.alerts;

import org.casenotesaudit.testkit.contracts.EntryPlaceContract;
import org.junit.jupiter.api.AutoClose;

/** The stand-in tells where an event stands as audit-trail is held to. */
class StandInEntriesTest extends EntryPlaceContract {

  @AutoClose private final NeighbourStandIns auditTrail = new NeighbourStandIns();

  @Override
  protected Stage stage() {
    return new StandInOnStage();
  }

  private final class StandInOnStage implements Stage {

    @Override
    public String url() {
      return auditTrail.url();
    }

    @Override
    public String token() {
      return "any";
    }

    @Override
    public String covered() {
      return StreamEvents.id();
    }

    @Override
    public String notThereYet() {
      String event = StreamEvents.id();
      auditTrail.keepOutOfLedger(event);
      return event;
    }
  }
}
