package org.casenotesaudit.audittrail;

import java.util.UUID;
import org.casenotesaudit.testkit.contracts.EntryPlaceContract;
import org.junit.jupiter.api.BeforeAll;

/** Where an event stands is told to alerts as its stand-in is held to. */
class EntryPlaceContractIT extends EntryPlaceContract {

  private static final RunningTrail trail = RunningTrail.shared();
  private static String covered;

  @BeforeAll
  static void publish() throws Exception {
    covered =
        trail
            .published(UUID.randomUUID(), RunningTrail.freshSource(), 1)
            .getEnvelope()
            .getEventId();
    trail.proofOf(covered);
  }

  @Override
  protected Stage stage() {
    return new TrailOnStage();
  }

  private static final class TrailOnStage implements Stage {

    @Override
    public String url() {
      return trail.url();
    }

    @Override
    public String token() {
      return trail.token("service-alerts");
    }

    @Override
    public String covered() {
      return covered;
    }

    @Override
    public String notThereYet() {
      return UUID.randomUUID().toString();
    }
  }
}
