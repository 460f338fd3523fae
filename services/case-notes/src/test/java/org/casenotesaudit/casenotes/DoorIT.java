package org.casenotesaudit.casenotes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.casenotes.RunningCaseNotes.CHILDREN_NORTH;
import static org.casenotesaudit.casenotes.RunningCaseNotes.COLIN;
import static org.casenotesaudit.casenotes.RunningCaseNotes.MARIA;
import static org.casenotesaudit.casenotes.RunningCaseNotes.MONA;
import static org.casenotesaudit.casenotes.RunningCaseNotes.PETRA;
import static org.casenotesaudit.casenotes.RunningCaseNotes.SOFIA;
import static org.casenotesaudit.casenotes.RunningCaseNotes.UNKNOWN_ID;
import static org.casenotesaudit.casenotes.RunningCaseNotes.practitioner;
import static org.casenotesaudit.casenotes.RunningCaseNotes.token;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.casenotesaudit.casenotes.RunningCaseNotes.Answer;
import org.casenotesaudit.events.RequestRefusalReason;
import org.casenotesaudit.events.RequestRefused;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.Issuer;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is let in, and what those hear who are not. */
class DoorIT {

  private static final List<String> HERE = List.of("case-notes");
  private final RunningCaseNotes app = RunningCaseNotes.shared();

  @Test
  void aTokenThatIsMissingExpiredForeignForAnotherAppOrUnsignedIs401() {
    Issuer issuer = Issuer.running();
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("missing", "");
    tokens.put("expired", issuer.expiredToken(MARIA, HERE, "practitioner"));
    tokens.put("foreign key", issuer.foreignKeyToken(MARIA, HERE, "practitioner"));
    tokens.put("unsigned", issuer.unsignedToken(MARIA, HERE, "practitioner"));
    tokens.put("wrong audience", issuer.wrongAudienceToken(MARIA, "practitioner"));
    tokens.put("wrong issuer", issuer.wrongIssuerToken(MARIA, HERE, "practitioner"));
    tokens.put("tampered", issuer.tamperedToken(MARIA, HERE, "practitioner"));
    tokens.put("other agency", issuer.tokenOfAgency("other", MARIA, HERE, "practitioner"));

    tokens.forEach(
        (name, token) -> {
          Answer answer =
              app.post(token, "/v1/clients/" + UNKNOWN_ID + "/cases", "{\"teamId\":\"x\"}");
          assertThat(answer.status()).as(name).isEqualTo(401);
          assertThat(answer.headers().get("content-type").getFirst())
              .as(name)
              .startsWith("application/problem+json");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "compliance-officer, /v1/clients",
    "content-reader, /v1/clients",
    "auditor, /v1/cases/{id}/notes",
    "directory-admin, /v1/notes/{id}/versions",
    "platform, /v1/cases/{id}/close",
    "records-request, /v1/clients/{id}/authorities",
    "practitioner, /v1/clients/{id}/restrictions",
    "practitioner, /v1/restrictions/{id}/lift",
    "practitioner, /v1/clients/{id}/legal-requests",
    "privacy-lead, /v1/clients/{id}/objections",
    "practitioner, /v1/decisions",
    "supervisor, /v1/decisions",
    "practitioner, /v1/grants/{id}/content",
    "supervisor, /v1/grants/{id}/content",
    "auditor, /v1/grants/{id}/content"
  })
  void theWrongRoleIs403(String role, String path) {
    Answer answer = app.post(token(COLIN, role), path.replace("{id}", UNKNOWN_ID), "{}");

    assertThat(answer.expecting(403).headers().get("content-type").getFirst())
        .startsWith("application/problem+json");
  }

  @Test
  void theDescriptionOfTheApiIsOpenToAll() {
    Answer answer = app.send(HttpRequest.newBuilder(app.uri("/openapi.yml")).build());

    assertThat(answer.expecting(200).text())
        .contains("title: case-notes", "/v1/cases/{caseId}/notes:");
  }

  @Test
  void theWrongRoleIsOnRecord() {
    try (TopicReader reader = TopicReader.fromNow(Topics.refusalsOf("case-notes"))) {
      app.get(practitioner(MARIA), "/v1/grants/" + UNKNOWN_ID + "/media").expecting(403);

      RequestRefused event =
          reader
              .next(
                  RequestRefused.class,
                  refused -> refused.getReason() == RequestRefusalReason.ROLE_MISSING,
                  1,
                  Duration.ofSeconds(20))
              .getFirst();

      assertThat(event.getEnvelope().getActorId()).isEqualTo(MARIA);
      assertThat(event.getRoute()).contains("{grantId}").doesNotContain(UNKNOWN_ID);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/clients/{client}/cases|{\"teamId\":\"{team}\"}",
        "/v1/clients/{client}/objections|{\"workerId\":\"{worker}\"}",
        "/v1/clients/{client}/contacts|{\"workerId\":\"{worker}\",\"happenedAt\":\"2020-01-01T00:00:00Z\"}",
        "/v1/clients/{client}/declarations|{\"declarationKind\":\"GIFT\"}",
        "/v1/clients/{client}/restrictions|{\"namedWorkerIds\":[\"{worker}\"]}",
        "/v1/clients/{client}/legal-requests|{\"requestKind\":\"COMPLAINT\",\"workerId\":\"{worker}\"}",
        "/v1/cases/{case}/notes|{\"text\":\"a\",\"contactAt\":\"2020-01-01T00:00:00Z\"}",
        "/v1/cases/{case}/close|{}",
        "/v1/cases/{case}/allocations|{\"workerId\":\"{worker}\",\"allocationKind\":\"KEY_WORKER\"}",
        "/v1/notes/{note}/versions|{\"text\":\"a\"}",
        "/v1/restrictions/{restriction}/lift|{}"
      })
  void aRestrictedRecordAnswersByteForByteLikeOneThatDoesNotExist(String path, String body) {
    String client = app.aClient();
    String caseId = app.aCaseOf(client);
    String note = app.aNoteIn(caseId, "words");
    String restriction = app.restricted(client, MARIA);
    String manager = token(MONA, "supervisor");
    String real =
        path.replace("{client}", client)
            .replace("{case}", caseId)
            .replace("{note}", note)
            .replace("{restriction}", restriction);
    String sent = body.replace("{worker}", MONA).replace("{team}", CHILDREN_NORTH);

    Answer hidden = app.post(manager, real, sent).expecting(404);
    Answer unknown =
        app.post(manager, path.replaceAll("\\{\\w+}", UNKNOWN_ID), sent).expecting(404);

    assertThat(hidden.text()).isEqualTo(unknown.text());
    assertThat(hidden.headers().keySet()).isEqualTo(unknown.headers().keySet());
  }

  @Test
  void aPrivacyLeadManagesTheNamesOfARestrictedRecord() {
    String client = app.aClient();
    String restriction = app.restricted(client, MARIA);
    String petra = token(PETRA, "privacy-lead");

    app.post(
            petra,
            "/v1/clients/" + client + "/restrictions",
            "{\"namedWorkerIds\":[\"" + SOFIA + "\"]}")
        .expecting(201);
    app.post(petra, "/v1/restrictions/" + restriction + "/lift", "").expecting(200);
    app.post(petra, "/v1/clients/" + client + "/contacts", "{}").expecting(403);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/clients/nonsense/cases",
    "/v1/clients/00000000-0000-4000-8000-00000000000A/cases",
    "/v1/clients/%20/cases"
  })
  void aMalformedIdIs400(String path) {
    Answer refused =
        app.post(practitioner(MARIA), path, "{\"teamId\":\"" + CHILDREN_NORTH + "\"}")
            .expecting(400);

    assertThat(refused.field("code")).isEqualTo("invalid-field");
    assertThat(refused.field("detail")).startsWith("clientId: ");
  }
}
