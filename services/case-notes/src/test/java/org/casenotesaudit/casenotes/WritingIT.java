package org.casenotesaudit.casenotes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.casenotes.RunningCaseNotes.CHILDREN_NORTH;
import static org.casenotesaudit.casenotes.RunningCaseNotes.COLIN;
import static org.casenotesaudit.casenotes.RunningCaseNotes.MARIA;
import static org.casenotesaudit.casenotes.RunningCaseNotes.RITA;
import static org.casenotesaudit.casenotes.RunningCaseNotes.SOFIA;
import static org.casenotesaudit.casenotes.RunningCaseNotes.practitioner;
import static org.casenotesaudit.casenotes.RunningCaseNotes.token;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.casenotesaudit.casenotes.RunningCaseNotes.Answer;
import org.casenotesaudit.events.ConflictOfInterestFound;
import org.casenotesaudit.events.DeclarationKind;
import org.casenotesaudit.events.DeclarationMade;
import org.casenotesaudit.events.SourceHeartbeat;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.TopicReader;
import org.casenotesaudit.testkit.TopicReader.Read;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every change of a record: its answer, its rows, its event. */
class WritingIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String NOTE_CANARY = "canary-sentence-of-a-note";

  private final RunningCaseNotes app = RunningCaseNotes.shared();
  private final StoredRows stored = new StoredRows(app.database);

  private Answer maria(String path, String json) {
    return app.post(practitioner(MARIA), path, json);
  }

  private Answer sofia(String path, String json) {
    return app.post(token(SOFIA, "supervisor"), path, json);
  }

  @Test
  void everyChangeIsPublishedOnceInOrderUnderItsClient() {
    try (TopicReader reader = TopicReader.fromNow(Topics.CASE_NOTES_RECORD)) {
      String client = app.aClient("{\"highProfile\":true}");
      String caseId = app.aCaseOf(client);
      String allocation =
          maria(
                  "/v1/cases/" + caseId + "/allocations",
                  "{\"workerId\":\"%s\",\"allocationKind\":\"KEY_WORKER\",\"requestedBy\":\"%s\"}"
                      .formatted(MARIA, SOFIA))
              .expecting(201)
              .field("allocationId");
      String note = app.aNoteIn(caseId, NOTE_CANARY);
      maria("/v1/notes/" + note + "/versions", "{\"text\":\"amended\"}").expecting(201);
      String objection =
          maria("/v1/clients/" + client + "/objections", "{\"workerId\":\"" + COLIN + "\"}")
              .expecting(201)
              .field("objectionId");
      sofia(
              "/v1/objections/" + objection + "/decide",
              "{\"outcome\":\"UPHELD\",\"clientTold\":true}")
          .expecting(200);
      String conflict =
          maria(
                  "/v1/clients/" + client + "/conflicts",
                  "{\"workerId\":\"%s\",\"kind\":\"NEIGHBOUR\",\"strength\":\"MEDIUM\"}"
                      .formatted(COLIN))
              .expecting(201)
              .field("conflictId");
      maria("/v1/conflicts/" + conflict + "/clear", "").expecting(200);
      maria(
              "/v1/clients/" + client + "/contacts",
              "{\"workerId\":\"%s\",\"happenedAt\":\"%s\"}".formatted(MARIA, app.anHourAgo()))
          .expecting(201);
      maria(
              "/v1/clients/" + client + "/declarations",
              "{\"declarationKind\":\"ACCESS_BY_MISTAKE\"}")
          .expecting(201);
      String request =
          app.post(
                  token(RITA, "records-request"),
                  "/v1/clients/" + client + "/legal-requests",
                  "{\"requestKind\":\"COURT_ORDER\",\"workerId\":\"%s\"}".formatted(MARIA))
              .expecting(201)
              .field("requestId");
      sofia("/v1/legal-requests/" + request + "/close", "").expecting(200);
      String authority =
          maria(
                  "/v1/clients/" + client + "/authorities",
                  """
                  {"authorityKind":"COURT_ORDER","mediaKinds":["VIDEO"],"uses":["VIEW"],
                   "purposes":["COURT_PROCEEDINGS"],"giver":"the court","evidence":"order 12"}
                  """)
              .expecting(201)
              .field("authorityId");
      maria("/v1/authorities/" + authority + "/withdraw", "{\"withdrawnBy\":\"COURT\"}")
          .expecting(200);
      String restriction = app.restricted(client, MARIA, SOFIA);
      sofia("/v1/restrictions/" + restriction + "/lift", "").expecting(200);
      maria("/v1/allocations/" + allocation + "/end", "{}").expecting(200);
      maria("/v1/cases/" + caseId + "/close", "{}").expecting(200);
      maria("/v1/cases/" + caseId + "/reopen", "{\"teamId\":\"" + CHILDREN_NORTH + "\"}")
          .expecting(200);

      List<Read> events = eventsAbout(client, reader, 20);

      assertThat(events)
          .extracting(read -> read.event().getClass().getSimpleName())
          .containsExactly(
              "ClientRegistered",
              "CaseOpened",
              "AllocationMade",
              "CaseNoteRecorded",
              "CaseNoteAmended",
              "ObjectionRaised",
              "ObjectionDecided",
              "ConflictOfInterestFound",
              "ConflictOfInterestCleared",
              "ContactRecorded",
              "DeclarationMade",
              "LegalRequestAssigned",
              "LegalRequestClosed",
              "MediaAuthorityRecorded",
              "MediaAuthorityWithdrawn",
              "RecordRestricted",
              "RestrictionLifted",
              "AllocationEnded",
              "CaseClosed",
              "CaseReopened");
      assertThat(events)
          .extracting(read -> read.envelope().getSourceSequence())
          .isSorted()
          .doesNotHaveDuplicates();
      String everything =
          events.stream().map(read -> read.event().toString()).collect(Collectors.joining());
      assertThat(everything)
          .doesNotContain(NOTE_CANARY)
          .doesNotContain("Canarybird")
          .doesNotContain("2014-05-06")
          .doesNotContain("NEIGHBOUR")
          .doesNotContain("order 12");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"compliance-officer", "privacy-lead", "auditor"})
  void whoReviewsOrAuditsDeclaresAboutThemselvesThatTheyKnowAClient(String role) {
    String client = app.aClient();
    try (TopicReader reader = TopicReader.fromNow(Topics.CASE_NOTES_RECORD)) {
      app.post(
              token(COLIN, role),
              "/v1/clients/" + client + "/declarations",
              "{\"declarationKind\":\"DUAL_RELATIONSHIP\"}")
          .expecting(201);

      DeclarationMade made =
          reader
              .next(
                  DeclarationMade.class,
                  event -> client.equals(event.getEnvelope().getClientId()),
                  1,
                  SOON)
              .getFirst();
      assertThat(made.getWorkerId()).isEqualTo(COLIN);
      assertThat(made.getDeclarationKind()).isEqualTo(DeclarationKind.DUAL_RELATIONSHIP);
    }
  }

  /** Other tests write to the same topic; heartbeats too. */
  private static List<Read> eventsAbout(String client, TopicReader reader, int count) {
    List<Read> found = new java.util.ArrayList<>();
    long end = System.nanoTime() + SOON.toNanos();
    while (found.size() < count && System.nanoTime() < end) {
      for (Read read : reader.next(1, SOON)) {
        SpecificRecord event = read.event();
        if (!(event instanceof SourceHeartbeat) && client.equals(read.envelope().getClientId())) {
          found.add(read);
        }
      }
    }
    return found;
  }

  @Test
  void theSameKeyDoesTheWorkOnce() {
    String caseId = app.aCaseOf(app.aClient());
    String body = "{\"text\":\"once\",\"contactAt\":\"" + app.anHourAgo() + "\"}";
    long before = stored.number("select count(*) from note");

    Answer first =
        app.post(
            practitioner(MARIA), "/v1/cases/" + caseId + "/notes", body, "Idempotency-Key", "k-1");
    Answer second =
        app.post(
            practitioner(MARIA), "/v1/cases/" + caseId + "/notes", body, "Idempotency-Key", "k-1");
    Answer other =
        app.post(
            practitioner(MARIA),
            "/v1/cases/" + caseId + "/notes",
            body.replace("once", "twice"),
            "Idempotency-Key",
            "k-1");

    assertThat(second.expecting(201).text()).isEqualTo(first.expecting(201).text());
    other.expecting(422);
    assertThat(stored.number("select count(*) from note")).isEqualTo(before + 1);
  }

  @Test
  void aCaseIsClosedOnceAndReopenedOnce() {
    String caseId = app.aCaseOf(app.aClient());

    maria("/v1/cases/" + caseId + "/reopen", "{\"teamId\":\"" + CHILDREN_NORTH + "\"}")
        .expecting(409);
    assertThat(
            maria("/v1/cases/" + caseId + "/close", "{\"closedAt\":\"1999-01-01T00:00:00Z\"}")
                .expecting(400)
                .field("detail"))
        .startsWith(
            "closedAt: \"1999-01-01T00:00:00Z\" (expected: not before the case was opened, 20");
    maria("/v1/cases/" + caseId + "/close", "").expecting(200);
    assertThat(maria("/v1/cases/" + caseId + "/close", "").expecting(409).field("code"))
        .isEqualTo("case-closed");
  }

  @Test
  void nobodyDecidesAnObjectionAgainstThemselvesOrClearsTheirOwnConflict() {
    String client = app.aClient();
    String objection =
        maria("/v1/clients/" + client + "/objections", "{\"workerId\":\"" + MARIA + "\"}")
            .expecting(201)
            .field("objectionId");
    String conflict =
        maria(
                "/v1/clients/" + client + "/conflicts",
                "{\"workerId\":\"%s\",\"kind\":\"FRIEND\",\"strength\":\"STRONG\"}"
                    .formatted(MARIA))
            .expecting(201)
            .field("conflictId");

    String ruling =
        "{\"outcome\":\"OVERRIDDEN_BY_DUTY\",\"clientTold\":false,\"reason\":\"a duty\"}";
    String decide = "/v1/objections/" + objection + "/decide";
    maria(decide, ruling).expecting(403);
    assertThat(app.post(token(MARIA, "supervisor"), decide, ruling).expecting(403).field("code"))
        .isEqualTo("own-objection");
    String heard =
        sofia("/v1/clients/" + client + "/objections", "{\"workerId\":\"" + COLIN + "\"}")
            .expecting(201)
            .field("objectionId");
    assertThat(sofia("/v1/objections/" + heard + "/decide", ruling).expecting(403).field("code"))
        .as("who wrote it down does not decide it")
        .isEqualTo("own-record");
    maria("/v1/conflicts/" + conflict + "/clear", "").expecting(403);
    sofia("/v1/conflicts/" + conflict + "/clear", "").expecting(200);
    sofia("/v1/conflicts/" + conflict + "/clear", "").expecting(409);
  }

  @ParameterizedTest
  @CsvSource({
    "OWN_CONSENT, evidence, giver",
    "CONSENT_FOR_CHILD, evidence, giver",
    "ATTORNEY_OR_DEPUTY, evidence, giver",
    "ATTORNEY_OR_DEPUTY, giver, evidence",
    "BEST_INTERESTS, giver, evidence",
    "COURT_ORDER, giver, evidence",
    "STATUTORY_DUTY, giver, evidence",
    "LEGAL_HOLD, giver, evidence"
  })
  void anAuthorityWithoutWhatItRestsOnIsRefused(String kind, String given, String missing) {
    String path = "/v1/clients/" + app.aClient() + "/authorities";
    String body =
        "{\"authorityKind\":\"%s\",\"mediaKinds\":[\"VIDEO\"],\"uses\":[\"VIEW\"],\"%s\":\"words\"%s}";

    Answer refused = maria(path, body.formatted(kind, given, "")).expecting(400);

    assertThat(refused.field("code")).isEqualTo("invalid-field");
    assertThat(refused.field("detail"))
        .startsWith(missing + ": \"\" (expected: ")
        .contains(kind)
        .doesNotContain("words");
    maria(path, body.formatted(kind, given, ",\"" + missing + "\":\"x\"")).expecting(201);
  }

  @Test
  void anEmergencyIsRecordedBeforeThereIsAnythingToShowForIt() {
    maria(
            "/v1/clients/" + app.aClient() + "/authorities",
            "{\"authorityKind\":\"EMERGENCY\",\"mediaKinds\":[\"PHOTO\"],\"uses\":[\"CAPTURE\"]}")
        .expecting(201);
  }

  @Test
  void aConflictGoesOutByStrengthOnly() {
    String client = app.aClient();
    try (TopicReader reader = TopicReader.fromNow(Topics.CASE_NOTES_RECORD)) {
      maria(
              "/v1/clients/" + client + "/conflicts",
              "{\"workerId\":\"%s\",\"kind\":\"FAMILY\",\"strength\":\"STRONG\"}".formatted(COLIN))
          .expecting(201);

      ConflictOfInterestFound event =
          reader
              .next(
                  ConflictOfInterestFound.class,
                  found -> client.equals(found.getEnvelope().getClientId()),
                  1,
                  SOON)
              .getFirst();

      assertThat(event.toString()).contains("STRONG").doesNotContain("FAMILY");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"text\":\"a\"|body: no JSON (expected: one JSON object)",
        "not json|body: no JSON (expected: one JSON object)",
        "[]|body: not understood (expected: one JSON object)",
        "{\"text\":\"a\",\"contactAt\":\"2020-01-01T00:00:00Z\",\"mood\":\"good\"}"
            + "|mood: unknown (expected: one of text, contactAt)",
        "{\"contactAt\":\"2020-01-01T00:00:00Z\"}"
            + "|text: \"0 characters\" (expected: 1 to 100000 characters, not all blank)",
        "{\"text\":\"\",\"contactAt\":\"2020-01-01T00:00:00Z\"}"
            + "|text: \"0 characters\" (expected: 1 to 100000 characters, not all blank)",
        "{\"text\":\"a\"}"
            + "|contactAt: \"\" (expected: an RFC 3339 time, as 2026-03-04T09:30:00Z)",
        "{\"text\":\"a\",\"contactAt\":\"1820-01-01T00:00:00Z\"}"
            + "|contactAt: \"1820-01-01T00:00:00Z\" (expected: an RFC 3339 time from 1900 on,"
            + " as 2026-03-04T09:30:00Z)",
        "{\"text\":\"a\",\"contactAt\":\"2999-01-01T00:00:00Z\"}"
            + "|contactAt: \"2999-01-01T00:00:00Z\" (expected: an RFC 3339 time from 1900 on,"
            + " as 2026-03-04T09:30:00Z)",
        "{\"text\":\"a\",\"contactAt\":\"2020-02-31T00:00:00Z\"}"
            + "|contactAt: \"2020-02-31T00:00:00Z\" (expected: an RFC 3339 time from 1900 on,"
            + " as 2026-03-04T09:30:00Z)",
        "{\"text\":{\"a\":1},\"contactAt\":\"2020-01-01T00:00:00Z\"}"
            + "|text: not understood (expected: text)"
      })
  void aNoteThatMakesNoSenseIsRefusedWithFoundAndExpected(String body, String detail) {
    String caseId = app.aCaseOf(app.aClient());

    Answer refused = maria("/v1/cases/" + caseId + "/notes", body).expecting(400);

    assertThat(refused.headers().get("content-type").getFirst())
        .startsWith("application/problem+json");
    assertThat(refused.json().has("code")).isTrue();
    assertThat(refused.field("detail")).isEqualTo(detail);
  }

  @Test
  void aNoteOverTheLimitIsRefusedAndOneAtTheLimitIsKept() {
    String caseId = app.aCaseOf(app.aClient());
    String body = "{\"text\":\"%s\",\"contactAt\":\"" + app.anHourAgo() + "\"}";

    Answer refused =
        maria("/v1/cases/" + caseId + "/notes", body.formatted("x".repeat(100_001))).expecting(400);

    assertThat(refused.field("detail")).contains("100001 characters").contains("100000");
    maria("/v1/cases/" + caseId + "/notes", body.formatted("ü".repeat(100_000))).expecting(201);
  }

  @Test
  void noNameNoTextAndNoKindStandsInTheDatabaseInTheClear() {
    String client = app.aClient();
    app.aNoteIn(app.aCaseOf(client), NOTE_CANARY);
    maria(
            "/v1/clients/" + client + "/conflicts",
            "{\"workerId\":\"%s\",\"kind\":\"FRIEND\",\"strength\":\"STRONG\"}".formatted(COLIN))
        .expecting(201);
    maria(
            "/v1/clients/" + client + "/authorities",
            """
            {"authorityKind":"ATTORNEY_OR_DEPUTY","mediaKinds":["VIDEO"],"uses":["VIEW"],
             "giver":"canary-giver","evidence":"canary-deed"}
            """)
        .expecting(201);
    assertThat(ofClient("conflict_of_interest", client) + ofClient("media_authority", client))
        .as("rows that could give it away")
        .isEqualTo(2);

    assertThat(stored.holding("client", "sealed_identity", "Canarybird")).isZero();
    assertThat(stored.holding("note_version", "sealed_text", NOTE_CANARY)).isZero();
    assertThat(stored.holding("conflict_of_interest", "sealed_kind", "FRIEND")).isZero();
    assertThat(stored.holding("media_authority", "sealed_evidence", "canary-deed")).isZero();
    assertThat(stored.holding("media_authority", "sealed_evidence", "canary-giver")).isZero();
    assertThat(stored.eventsHolding(client))
        .as("client, case, note, conflict and authority are found by what their bytes hold")
        .isEqualTo(5);
    for (String canary :
        List.of(NOTE_CANARY, "Quillon", "Canarybird", "FRIEND", "canary-deed", "canary-giver")) {
      assertThat(stored.eventsHolding(canary)).as(canary).isZero();
    }
  }

  private long ofClient(String table, String client) {
    return stored.number(
        "select count(*) from " + table + " where client_id = ?", UUID.fromString(client));
  }
}
