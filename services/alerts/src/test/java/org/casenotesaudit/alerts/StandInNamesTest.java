package org.casenotesaudit.alerts;

import java.util.UUID;
import org.casenotesaudit.testkit.contracts.NameDisclosureContract;
import org.junit.jupiter.api.AutoClose;

/** The stand-in tells names as access is held to. */
class StandInNamesTest extends NameDisclosureContract {

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
    public Named named() {
      return new Named(
          UUID.randomUUID(), NeighbourStandIns.GIVEN_NAME, NeighbourStandIns.FAMILY_NAME);
    }

    @Override
    public UUID unknown() {
      return untold(404, "not-found");
    }

    @Override
    public UUID withheld() {
      return untold(403, "access-refused");
    }

    @Override
    public UUID changing() {
      return untold(409, "facts-changed");
    }

    @Override
    public UUID outOfReach() {
      return untold(503, "case-notes-unavailable");
    }

    private UUID untold(int status, String code) {
      UUID client = UUID.randomUUID();
      access.tellNothingOf(client.toString(), status, code);
      return client;
    }
  }
}
