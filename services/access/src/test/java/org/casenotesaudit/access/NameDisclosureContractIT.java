package org.casenotesaudit.access;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.casenotesaudit.testkit.Issuer;
import org.casenotesaudit.testkit.contracts.NameDisclosureContract;

/** Names are told to alerts as its stand-in is held to. */
class NameDisclosureContractIT extends NameDisclosureContract {

  private static final RunningAccess access = RunningAccess.shared();

  @Override
  protected Stage stage() {
    return new AccessOnStage();
  }

  private static final class AccessOnStage implements Stage {

    @Override
    public String url() {
      return access.url();
    }

    @Override
    public String token() {
      return Issuer.running().token("alerts", List.of("access"), "service-alerts");
    }

    @Override
    public Named named() {
      UUID client = UUID.randomUUID();
      return new Named(access.caseNotes.identity(client, "Canary", "Finch"), "Canary", "Finch");
    }

    @Override
    public UUID unknown() {
      return UUID.randomUUID();
    }

    @Override
    public UUID withheld() {
      return access.caseNotes.refusing("ROLE_NEVER_PERMITTED", UUID.randomUUID());
    }

    @Override
    public UUID changing() {
      UUID client = named().clientId();
      access.caseNotes.factsChangeBeforeContentOf(client);
      return client;
    }

    @Override
    public UUID outOfReach() {
      // An answer that cannot be understood is as good as none.
      return access.caseNotes.answeringWith(Map.of("outcome", "PERHAPS"));
    }
  }
}
