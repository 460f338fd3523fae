package org.casenotesaudit.alerts;

import java.util.UUID;
import org.casenotesaudit.testkit.contracts.ReasonDisclosureContract;
import org.junit.jupiter.api.AutoClose;

/** The stand-in tells why glass was broken as access is held to. */
class StandInReasonsTest extends ReasonDisclosureContract {

  @AutoClose private final NeighbourStandIns access = new NeighbourStandIns();

  @Override
  protected Stage stage() {
    return new StandInOnStage();
  }

  private final class StandInOnStage implements Stage {

    @Override
    public String url() {
      return access.url();
    }

    @Override
    public String token() {
      return "any";
    }

    @Override
    public Stated stated() {
      return new Stated(
          UUID.randomUUID(),
          UUID.randomUUID(),
          NeighbourStandIns.REASON_CODE,
          NeighbourStandIns.REASON);
    }

    @Override
    public Stated nothingStated() {
      Stated unstated = stated();
      access.tellNothingOf(unstated.clientId().toString(), 404, "not-found");
      return unstated;
    }
  }
}
