package org.casenotesaudit.casenotes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.casenotes.RunningCaseNotes.CHILDREN_NORTH;
import static org.casenotesaudit.casenotes.RunningCaseNotes.COLIN;
import static org.casenotesaudit.casenotes.RunningCaseNotes.MARIA;
import static org.casenotesaudit.casenotes.RunningCaseNotes.SOFIA;
import static org.casenotesaudit.casenotes.RunningCaseNotes.practitioner;
import static org.casenotesaudit.casenotes.RunningCaseNotes.token;
import static org.casenotesaudit.testkit.Eventually.eventually;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.casenotesaudit.casenotes.RunningCaseNotes.Answer;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.Postgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A change whose event cannot be written does not happen: every table holds what it held, and the
 * same request does it later. The database is this class's own, so that nobody else changes it.
 */
class NothingWithoutItsEventIT {

  private static RunningCaseNotes app;
  private static StoredRows stored;

  /** Ids of a record with one of everything, by the name that stands for them in paths. */
  private final Map<String, String> ids = new HashMap<>();

  @BeforeAll
  static void start() {
    app = new RunningCaseNotes(Postgres.running().newDatabase("case-notes"));
    stored = new StoredRows(app.database);
    app.aClient();
    eventually(
        "the relay's counter",
        Duration.ofSeconds(30),
        () -> stored.number("select count(*) from outbox_counter"),
        rows -> rows > 0);
  }

  @AfterAll
  static void stop() {
    app.server.close();
  }

  @BeforeEach
  void aRecordWithOneOfEverything() {
    ids.put("{worker}", COLIN);
    ids.put("{supervisor}", SOFIA);
    ids.put("{team}", CHILDREN_NORTH);
    ids.put("{client}", app.aClient());
    ids.put("{case}", app.aCaseOf(ids.get("{client}")));
    ids.put("{note}", app.aNoteIn(ids.get("{case}"), "words"));
    ids.put("{closed}", app.aCaseOf(ids.get("{client}")));
    app.post(practitioner(MARIA), filled("/v1/cases/{closed}/close"), "{}").expecting(200);
    made("allocation", "/v1/cases/{case}/allocations", ALLOCATION);
    made("authority", "/v1/clients/{client}/authorities", AUTHORITY);
    made("objection", "/v1/clients/{client}/objections", OBJECTION);
    made("conflict", "/v1/clients/{client}/conflicts", CONFLICT);
    ids.put("{restriction}", app.restricted(ids.get("{client}"), MARIA, SOFIA));
    ids.put(
        "{request}",
        app.post(sofia(), filled("/v1/clients/{client}/legal-requests"), filled(LEGAL_REQUEST))
            .expecting(201)
            .field("requestId"));
  }

  private void made(String what, String path, String body) {
    String id =
        app.post(practitioner(MARIA), filled(path), filled(body)).expecting(201).field(what + "Id");
    ids.put("{" + what + "}", id);
  }

  private static String sofia() {
    return token(SOFIA, "supervisor");
  }

  /** Ids in their places; apostrophes stand for quotes. */
  private String filled(String text) {
    String filled = text.replace('\'', '"');
    for (Map.Entry<String, String> id : ids.entrySet()) {
      filled = filled.replace(id.getKey(), id.getValue());
    }
    return filled;
  }

  private static final String ALLOCATION =
      "{'workerId':'{worker}','allocationKind':'KEY_WORKER','requestedBy':'{supervisor}'}";
  private static final String AUTHORITY =
      "{'authorityKind':'OWN_CONSENT','mediaKinds':['VIDEO'],'uses':['VIEW'],'giver':'the client'}";
  private static final String OBJECTION = "{'workerId':'{worker}'}";
  private static final String CONFLICT =
      "{'workerId':'{worker}','kind':'FRIEND','strength':'STRONG'}";
  private static final String LEGAL_REQUEST = "{'requestKind':'COURT_ORDER','workerId':'{worker}'}";

  /** Every kind of change but recordings; {@link #everyKindOfEventIsRefusedHere} keeps it so. */
  static Stream<Arguments> changes() {
    return Stream.of(
        arguments(
            "ClientRegistered",
            "/v1/clients",
            "{'givenName':'Quillon','familyName':'Canarybird','dateOfBirth':'2014-05-06'}"),
        arguments("CaseOpened", "/v1/clients/{client}/cases", "{'teamId':'{team}'}"),
        arguments("CaseClosed", "/v1/cases/{case}/close", "{}"),
        arguments("CaseReopened", "/v1/cases/{closed}/reopen", "{'teamId':'{team}'}"),
        arguments("AllocationMade", "/v1/cases/{case}/allocations", ALLOCATION),
        arguments("AllocationEnded", "/v1/allocations/{allocation}/end", "{}"),
        arguments(
            "CaseNoteRecorded",
            "/v1/cases/{case}/notes",
            "{'text':'lost','contactAt':'2020-01-01T00:00:00Z'}"),
        arguments("CaseNoteAmended", "/v1/notes/{note}/versions", "{'text':'lost'}"),
        arguments("MediaAuthorityRecorded", "/v1/clients/{client}/authorities", AUTHORITY),
        arguments(
            "MediaAuthorityWithdrawn",
            "/v1/authorities/{authority}/withdraw",
            "{'withdrawnBy':'CLIENT'}"),
        arguments(
            "RecordRestricted",
            "/v1/clients/{client}/restrictions",
            "{'namedWorkerIds':['{supervisor}']}"),
        arguments("RestrictionLifted", "/v1/restrictions/{restriction}/lift", "{}"),
        arguments("ObjectionRaised", "/v1/clients/{client}/objections", OBJECTION),
        arguments(
            "ObjectionDecided",
            "/v1/objections/{objection}/decide",
            "{'outcome':'OVERRIDDEN_BY_DUTY','clientTold':true,'reason':'a duty'}"),
        arguments("ConflictOfInterestFound", "/v1/clients/{client}/conflicts", CONFLICT),
        arguments("ConflictOfInterestCleared", "/v1/conflicts/{conflict}/clear", "{}"),
        arguments(
            "ContactRecorded",
            "/v1/clients/{client}/contacts",
            "{'workerId':'{worker}','happenedAt':'2020-01-01T00:00:00Z'}"),
        arguments(
            "DeclarationMade", "/v1/clients/{client}/declarations", "{'declarationKind':'GIFT'}"),
        arguments("LegalRequestAssigned", "/v1/clients/{client}/legal-requests", LEGAL_REQUEST),
        arguments("LegalRequestClosed", "/v1/legal-requests/{request}/close", "{}"));
  }

  @Test
  void everyKindOfEventIsRefusedHere() {
    assertThat(changes().map(change -> change.get()[0].toString()))
        .containsExactlyInAnyOrderElementsOf(
            Topics.CASE_NOTES_RECORD.eventTypes().stream()
                .map(Schema::getName)
                .filter(type -> !type.equals("SourceHeartbeat") && !type.equals("MediaCaptured"))
                .toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void nothingIsChangedWhenItsEventCannotBeWritten(String event, String path, String body)
      throws SQLException {
    String key = UUID.randomUUID().toString();

    happensWithAllItsEventsOrNotAtAll(
        event, 1, () -> app.post(sofia(), filled(path), filled(body), "Idempotency-Key", key));
  }

  @Test
  void nothingOfARecordingIsLeftWhenItsEventCannotBeWritten() throws SQLException {
    happensWithAllItsEventsOrNotAtAll("MediaCaptured", 1, upload(ids.get("{client}")));
  }

  @Test
  void nothingOfAGroupVideoIsLeftWhenTheSecondOfItsEventsCannotBeWritten() throws SQLException {
    String sibling = app.aClient();

    happensWithAllItsEventsOrNotAtAll(
        "MediaCaptured", 2, upload(ids.get("{client}") + "," + sibling));
  }

  /** A video of so many chunks that they arrive in several transactions; the same each time. */
  private Supplier<Answer> upload(String subjects) {
    byte[] video = new byte[1_200_000];
    byte[] head = {0, 0, 0, 24, 'f', 't', 'y', 'p', 'i', 's', 'o', 'm'};
    System.arraycopy(head, 0, video, 0, head.length);
    String key = UUID.randomUUID().toString();
    return () ->
        app.send(
            new MultipartForm()
                .field("kind", "VIDEO")
                .field("capturedAt", "2020-01-01T00:00:00Z")
                .field("subjects", subjects)
                .file("video/mp4", video)
                .post(
                    HttpRequest.newBuilder(app.uri(filled("/v1/cases/{case}/media")))
                        .header("Authorization", "Bearer " + sofia())
                        .header("Idempotency-Key", key))
                .build());
  }

  /**
   * @param events that the request writes; the last of them is refused the first time
   */
  private static void happensWithAllItsEventsOrNotAtAll(
      String event, int events, Supplier<Answer> request) throws SQLException {
    Map<String, List<String>> before = stored.everything();

    Answer refused = refusingTheEvent(event, events, request).expecting(500);

    assertThat(refused.field("code")).isEqualTo("internal-error");
    assertThat(refused.text()).doesNotContain("no events today");
    Map<String, List<String>> after = stored.everything();
    assertThat(after.keySet()).isEqualTo(before.keySet());
    // A recording's key stands in its row of media: without the row there is no key.
    before.forEach(
        (table, rows) ->
            assertThat(after.get(table)).as("rows of " + table).containsExactlyElementsOf(rows));

    assertThat(request.get().status()).as("the same request later").isIn(200, 201);
    Map<String, List<String>> done = stored.everything();
    assertThat(done.get("outbox")).hasSize(before.get("outbox").size() + events);
    assertThat(withoutBookkeeping(done))
        .as("what is compared shows the change")
        .isNotEqualTo(withoutBookkeeping(before));
  }

  private static Map<String, List<String>> withoutBookkeeping(Map<String, List<String>> tables) {
    Map<String, List<String>> records = new HashMap<>(tables);
    records.keySet().removeIf(table -> table.startsWith("outbox"));
    records.remove("idempotency_key");
    return records;
  }

  /** A sequence counts on through a rollback, and so tells how many events got as far. */
  private static Answer refusingTheEvent(String event, int nth, Supplier<Answer> request)
      throws SQLException {
    try (Connection owner = app.database.asMigrate().getConnection();
        var statement = owner.createStatement()) {
      statement.execute("create sequence events_asked");
      statement.execute(
          "create function refuse() returns trigger language plpgsql as 'begin"
              + " if nextval(''events_asked'') = "
              + nth
              + " then raise exception ''no events today''; end if; return new; end'");
      statement.execute(
          "create trigger refuse_event before insert on outbox"
              + " for each row when (new.event_type like '%."
              + event
              + "') execute function refuse()");
      try {
        Answer answer = request.get();
        assertThat(
                stored.number(
                    "select case when is_called then last_value else 0 end from events_asked"))
            .as("events that reached the outbox")
            .isEqualTo(nth);
        return answer;
      } finally {
        statement.execute("drop trigger refuse_event on outbox");
        statement.execute("drop function refuse");
        statement.execute("drop sequence events_asked");
      }
    }
  }
}
