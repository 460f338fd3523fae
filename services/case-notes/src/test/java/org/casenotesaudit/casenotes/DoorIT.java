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

import io.micronaut.web.router.Router;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.casenotesaudit.casenotes.RunningCaseNotes.Answer;
import org.casenotesaudit.events.RequestRefusalReason;
import org.casenotesaudit.events.RequestRefused;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.Issuer;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is let in, and what those hear who are not. */
class DoorIT {

  private static final String ROOM = "org.casenotesaudit.casenotes";
  private final RunningCaseNotes app = RunningCaseNotes.shared();

  @Test
  void aTokenThatIsMissingOrHasAnyOneFaultIs401() {
    Issuer.running()
        .badTokens(MARIA, "case-notes", "practitioner")
        .forEach(
            (name, token) -> {
              Answer answer =
                  app.post(
                      token.orElse(""),
                      "/v1/clients/" + UNKNOWN_ID + "/cases",
                      "{\"teamId\":\"x\"}");
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
    "records-request, /v1/clients/{id}/declarations",
    "compliance-officer, /v1/clients/{id}/contacts",
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

  /** A record with one of everything, named to Maria alone; Mona is whom some of it is about. */
  private static Map<String, String> aRestrictedRecord(RunningCaseNotes app) {
    String client = app.aClient();
    String caseId = app.aCaseOf(client);
    Map<String, String> ids = new LinkedHashMap<>();
    ids.put("{client}", client);
    ids.put("{case}", caseId);
    ids.put("{note}", app.aNoteIn(caseId, "words"));
    made(app, ids, "/v1/cases/" + caseId + "/allocations", "allocation", ALLOCATION);
    made(app, ids, "/v1/clients/" + client + "/objections", "objection", OBJECTION);
    made(app, ids, "/v1/clients/" + client + "/conflicts", "conflict", CONFLICT);
    made(app, ids, "/v1/clients/" + client + "/authorities", "authority", AUTHORITY);
    made(app, ids, "/v1/clients/" + client + "/legal-requests", "request", LEGAL_REQUEST);
    ids.put("{restriction}", app.restricted(client, MARIA));
    return ids;
  }

  private static void made(
      RunningCaseNotes app, Map<String, String> ids, String path, String what, String body) {
    String id =
        app.post(token(SOFIA, "supervisor"), path, body.replace("{worker}", MONA))
            .expecting(201)
            .field(what + "Id");
    ids.put("{" + what + "}", id);
  }

  private static final String ALLOCATION =
      "{\"workerId\":\"{worker}\",\"allocationKind\":\"KEY_WORKER\"}";
  private static final String OBJECTION = "{\"workerId\":\"{worker}\"}";
  private static final String CONFLICT =
      "{\"workerId\":\"{worker}\",\"kind\":\"FRIEND\",\"strength\":\"STRONG\"}";
  private static final String AUTHORITY =
      "{\"authorityKind\":\"OWN_CONSENT\",\"mediaKinds\":[\"VIDEO\"],\"uses\":[\"VIEW\"],"
          + "\"giver\":\"the client\"}";
  private static final String LEGAL_REQUEST =
      "{\"requestKind\":\"COMPLAINT\",\"workerId\":\"{worker}\"}";

  /** Every route that names a record; {@link #theTableNamesEveryRoute} keeps it so. */
  static Stream<Arguments> routesThatNameARecord() {
    return Stream.of(
        Arguments.of("/v1/clients/{client}/cases", "{\"teamId\":\"{team}\"}"),
        Arguments.of("/v1/clients/{client}/objections", OBJECTION),
        Arguments.of("/v1/clients/{client}/conflicts", CONFLICT),
        Arguments.of(
            "/v1/clients/{client}/contacts",
            "{\"workerId\":\"{worker}\",\"happenedAt\":\"2020-01-01T00:00:00Z\"}"),
        Arguments.of("/v1/clients/{client}/declarations", "{\"declarationKind\":\"GIFT\"}"),
        Arguments.of("/v1/clients/{client}/restrictions", "{\"namedWorkerIds\":[\"{worker}\"]}"),
        Arguments.of("/v1/clients/{client}/legal-requests", LEGAL_REQUEST),
        Arguments.of("/v1/clients/{client}/authorities", AUTHORITY),
        Arguments.of(
            "/v1/clients/{client}/authorities",
            AUTHORITY.replace("}", ",\"mediaIds\":[\"" + UNKNOWN_ID + "\"]}")),
        Arguments.of(
            "/v1/cases/{case}/notes", "{\"text\":\"a\",\"contactAt\":\"2020-01-01T00:00:00Z\"}"),
        Arguments.of("/v1/cases/{case}/close", "{}"),
        Arguments.of("/v1/cases/{case}/close", "{\"closedAt\":\"1999-01-01T00:00:00Z\"}"),
        Arguments.of("/v1/cases/{case}/reopen", "{\"teamId\":\"{team}\"}"),
        Arguments.of("/v1/cases/{case}/allocations", ALLOCATION),
        Arguments.of("/v1/cases/{case}/media", "form"),
        Arguments.of("/v1/cases/{case}/media", "form of others"),
        Arguments.of("/v1/allocations/{allocation}/end", "{}"),
        Arguments.of("/v1/allocations/{allocation}/end", "{\"endedAt\":\"1999-01-01T00:00:00Z\"}"),
        Arguments.of("/v1/notes/{note}/versions", "{\"text\":\"a\"}"),
        Arguments.of(
            "/v1/objections/{objection}/decide", "{\"outcome\":\"UPHELD\",\"clientTold\":true}"),
        Arguments.of("/v1/conflicts/{conflict}/clear", "{}"),
        Arguments.of("/v1/authorities/{authority}/withdraw", "{\"withdrawnBy\":\"CLIENT\"}"),
        Arguments.of(
            "/v1/authorities/{authority}/withdraw",
            "{\"withdrawnBy\":\"CLIENT\",\"withdrawnAt\":\"1999-01-01T00:00:00Z\"}"),
        Arguments.of("/v1/legal-requests/{request}/close", "{}"),
        Arguments.of("/v1/restrictions/{restriction}/lift", "{}"),
        Arguments.of(
            "/v1/restrictions/{restriction}/lift", "{\"liftedAt\":\"1999-01-01T00:00:00Z\"}"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("routesThatNameARecord")
  void aRestrictedRecordAnswersByteForByteLikeOneThatDoesNotExist(String path, String body) {
    String real = path;
    for (Map.Entry<String, String> id : RESTRICTED.get().entrySet()) {
      real = real.replace(id.getKey(), id.getValue());
    }
    String sent = body.replace("{worker}", MONA).replace("{team}", CHILDREN_NORTH);

    try (TopicReader reader = TopicReader.fromNow(Topics.refusalsOf("case-notes"))) {
      Answer hidden = asMona(real, sent).expecting(404);
      Answer unknown = asMona(path.replaceAll("\\{\\w+}", UNKNOWN_ID), sent).expecting(404);

      assertThat(hidden.text()).isEqualTo(unknown.text());
      assertThat(withoutDate(hidden)).isEqualTo(withoutDate(unknown));
      List<RequestRefused> attempts =
          reader.next(
              RequestRefused.class,
              refused -> MONA.equals(refused.getEnvelope().getActorId()),
              2,
              Duration.ofSeconds(20));
      assertThat(attempts)
          .as("both are on record, and tell nothing apart")
          .allMatch(attempt -> attempt.getReason() == RequestRefusalReason.SCOPE_WRONG)
          .allMatch(attempt -> attempt.getEnvelope().getClientId() == null)
          .extracting(RequestRefused::getRoute)
          .containsOnly(attempts.getFirst().getRoute())
          .allMatch(route -> !route.contains(UNKNOWN_ID));
    }
  }

  private static Map<String, List<String>> withoutDate(Answer answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.headers());
    headers.keySet().removeIf("date"::equalsIgnoreCase);
    return headers;
  }

  private static final Supplier<Map<String, String>> RESTRICTED =
      new Supplier<>() {
        private Map<String, String> ids;

        @Override
        public Map<String, String> get() {
          if (ids == null) {
            ids = aRestrictedRecord(RunningCaseNotes.shared());
          }
          return ids;
        }
      };

  private Answer asMona(String path, String body) {
    String mona = token(MONA, "supervisor");
    if (!body.startsWith("form")) {
      return app.post(mona, path, body);
    }
    MultipartForm form =
        new MultipartForm().field("kind", "PHOTO").field("capturedAt", "2020-01-01T00:00:00Z");
    if (body.equals("form of others")) {
      // The client of the case is not among them: no reason to say so of a case one may not see.
      form.field("subjects", UNKNOWN_ID);
    }
    return app.send(
        form.file("image/jpeg", new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0})
            .post(HttpRequest.newBuilder(app.uri(path)).header("Authorization", "Bearer " + mona))
            .build());
  }

  @Test
  void theTableNamesEveryRoute() {
    Set<String> named =
        routesThatNameARecord()
            .map(row -> row.get()[0].toString().replaceAll("\\{\\w+}", "{id}"))
            .collect(Collectors.toSet());

    assertThat(
            app.server
                .getApplicationContext()
                .getBean(Router.class)
                .uriRoutes()
                .filter(route -> route.getDeclaringType().getName().startsWith(ROOM))
                .map(route -> route.getUriMatchTemplate().toString().replaceAll("\\{\\w+}", "{id}"))
                .filter(route -> route.contains("{id}") && !route.startsWith("/v1/grants/"))
                .collect(Collectors.toSet()))
        .isEqualTo(named);
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
    "nonsense, nonsense",
    "00000000-0000-4000-8000-00000000000A, 00000000-0000-4000-8000-00000000000A",
    "%20, ' '"
  })
  void aMalformedIdIs400(String sent, String found) {
    Answer refused =
        app.post(
                practitioner(MARIA),
                "/v1/clients/" + sent + "/cases",
                "{\"teamId\":\"" + CHILDREN_NORTH + "\"}")
            .expecting(400);

    assertThat(refused.field("code")).isEqualTo("invalid-field");
    assertThat(refused.field("detail"))
        .startsWith("clientId: \"" + found + "\" (expected: a UUID in lower case)");
  }
}
