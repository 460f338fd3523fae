package org.casenotesaudit.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.testkit.Issuer;
import org.casenotesaudit.testkit.contracts.ReasonDisclosureContract;

/** Why glass was broken is told to alerts as its stand-in is held to. */
class ReasonDisclosureContractIT extends ReasonDisclosureContract {

  private static final RunningAccess access = RunningAccess.shared();

  @Override
  protected Stage stage() {
    return new AccessOnStage();
  }

  private static final class AccessOnStage implements Stage {

    private static final String REASON = "canary: a child in danger";

    @Override
    public String url() {
      return access.url();
    }

    @Override
    public String token() {
      return Issuer.running().token("alerts", List.of("access"), "service-alerts");
    }

    @Override
    public Stated stated() {
      return opened(
          "\"VIEW\",\"breakGlass\":{\"reasonCode\":\"RISK_TO_LIFE\",\"reason\":\"%s\"}"
              .formatted(REASON));
    }

    @Override
    public Stated nothingStated() {
      return opened("\"VIEW\"");
    }

    private static Stated opened(String viewing) {
      UUID client = UUID.randomUUID();
      String wish = RunningAccess.wish("CASE_NOTE", access.caseNotes.note(client, "text"));
      HttpResponse<String> opened =
          access.post(
              RunningAccess.token(UUID.randomUUID(), "practitioner"),
              "/v1/accesses",
              wish.replace("\"VIEW\"", viewing));
      assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
      return new Stated(
          client,
          UUID.fromString((String) access.json(opened).get("accessId")),
          "RISK_TO_LIFE",
          REASON);
    }
  }
}
