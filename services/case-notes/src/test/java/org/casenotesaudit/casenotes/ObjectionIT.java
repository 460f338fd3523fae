package org.casenotesaudit.casenotes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.casenotes.RunningCaseNotes.COLIN;
import static org.casenotesaudit.casenotes.RunningCaseNotes.MARIA;
import static org.casenotesaudit.casenotes.RunningCaseNotes.PETRA;
import static org.casenotesaudit.casenotes.RunningCaseNotes.SOFIA;
import static org.casenotesaudit.casenotes.RunningCaseNotes.practitioner;
import static org.casenotesaudit.casenotes.RunningCaseNotes.token;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.casenotesaudit.casenotes.RunningCaseNotes.Answer;
import org.casenotesaudit.casenotes.records.ClientRows;
import org.casenotesaudit.casenotes.records.SealedRecords;
import org.casenotesaudit.casenotes.sealing.Place;
import org.casenotesaudit.events.ObjectionDecided;
import org.casenotesaudit.events.ObjectionOutcome;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Objections are decided for a reason, and it is said whether the client was told. */
class ObjectionIT {

  private static final String REASON_CANARY = "canary-duty-that-weighs-more";
  private static final String OVERRIDDEN =
      "{\"outcome\":\"OVERRIDDEN_BY_DUTY\",\"clientTold\":false,\"reason\":\"%s\"}"
          .formatted(REASON_CANARY);

  private final RunningCaseNotes app = RunningCaseNotes.shared();
  private final StoredRows stored = new StoredRows(app.database);
  private final String client = app.aClient();
  private final String objection =
      app.post(
              practitioner(MARIA),
              "/v1/clients/" + client + "/objections",
              "{\"workerId\":\"" + COLIN + "\"}")
          .expecting(201)
          .field("objectionId");

  private Answer decided(String ruling) {
    return app.post(token(SOFIA, "supervisor"), "/v1/objections/" + objection + "/decide", ruling);
  }

  private long decidedSo(String condition) {
    return stored.number(
        "select count(*) from objection where objection_id = ? and " + condition,
        UUID.fromString(objection));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'outcome':'OVERRIDDEN_BY_DUTY','clientTold':true}"
            + "|reason: \"\" (expected: the duty and why it weighs more, for OVERRIDDEN_BY_DUTY)",
        "{'outcome':'OVERRIDDEN_BY_DUTY','clientTold':true,'reason':null}"
            + "|reason: \"\" (expected: the duty and why it weighs more, for OVERRIDDEN_BY_DUTY)",
        "{'outcome':'OVERRIDDEN_BY_DUTY','clientTold':true,'reason':' '}"
            + "|reason: \"1 characters\" (expected: 1 to 4000 characters, not all blank)",
        "{'outcome':'UPHELD','clientTold':true,'reason':''}"
            + "|reason: \"0 characters\" (expected: 1 to 4000 characters, not all blank)",
        "{'outcome':'OVERRIDDEN_BY_DUTY','reason':'a duty'}"
            + "|clientTold: \"\" (expected: true or false)",
        "{'outcome':'UPHELD','clientTold':null}|clientTold: \"\" (expected: true or false)",
        "{'clientTold':true}|outcome: \"\" (expected: UPHELD, OVERRIDDEN_BY_DUTY)"
      },
      quoteCharacter = '`')
  void aRulingThatSaysTooLittleIsRefusedAndTheObjectionStaysOpen(String ruling, String detail) {
    Answer refused = decided(ruling.replace('\'', '"')).expecting(400);

    assertThat(refused.field("code")).isEqualTo("invalid-field");
    assertThat(refused.field("detail")).isEqualTo(detail);
    decided(OVERRIDDEN).expecting(200);
  }

  @Test
  void aReasonOverTheLimitIsRefusedByItsLengthAndOneAtTheLimitIsKept() {
    String ruling = OVERRIDDEN.replace(REASON_CANARY, "%s");

    assertThat(decided(ruling.formatted("x".repeat(4_001))).expecting(400).field("detail"))
        .isEqualTo("reason: \"4001 characters\" (expected: 1 to 4000 characters, not all blank)");
    decided(ruling.formatted("ü".repeat(4_000))).expecting(200);
  }

  @Test
  void whyAnObjectionWasOverriddenIsKeptSealedAndNotToldInItsEvent() throws SQLException {
    try (TopicReader reader = TopicReader.fromNow(Topics.CASE_NOTES_RECORD)) {
      Answer answer = decided(OVERRIDDEN).expecting(200);

      assertThat(answer.text()).doesNotContain(REASON_CANARY);
      ObjectionDecided event =
          reader
              .next(
                  ObjectionDecided.class,
                  found -> found.getObjectionId().equals(objection),
                  1,
                  Duration.ofSeconds(20))
              .getFirst();
      assertThat(event)
          .returns(ObjectionOutcome.OVERRIDDEN_BY_DUTY, ObjectionDecided::getOutcome)
          .returns(false, ObjectionDecided::getClientTold);
      assertThat(event.getEnvelope().getActorId()).isEqualTo(SOFIA);
      assertThat(event.toString()).doesNotContain(REASON_CANARY);
    }
    assertThat(decidedSo("outcome = 'OVERRIDDEN_BY_DUTY' and client_told = false")).isEqualTo(1);
    assertThat(stored.holding("objection", "sealed_reason", REASON_CANARY)).isZero();
    assertThat(reasonUnsealed()).as("with the client's key").isEqualTo(REASON_CANARY);
    assertThat(stored.eventsHolding(objection)).as("raised and decided").isEqualTo(2);
    assertThat(stored.eventsHolding(REASON_CANARY)).isZero();
  }

  private String reasonUnsealed() throws SQLException {
    try (Connection connection = app.database.asMigrate().getConnection();
        var statement =
            connection.prepareStatement(
                "select sealed_reason from objection where objection_id = ?")) {
      UUID id = UUID.fromString(objection);
      statement.setObject(1, id);
      try (var rows = statement.executeQuery()) {
        rows.next();
        var beans = app.server.getApplicationContext();
        return beans
            .getBean(SealedRecords.class)
            .open(
                beans.getBean(ClientRows.class).findById(UUID.fromString(client)).orElseThrow(),
                rows.getBytes(1),
                Place.objectionReason(id));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anObjectionIsUpheldWithoutAReasonAndTheClientToldOrNot(boolean told) {
    decided("{\"outcome\":\"UPHELD\",\"clientTold\":" + told + "}").expecting(200);

    assertThat(decidedSo("outcome = 'UPHELD' and sealed_reason is null and client_told = " + told))
        .isEqualTo(1);
    assertThat(decided(OVERRIDDEN).expecting(409).field("code")).isEqualTo("objection-decided");
  }

  @Test
  void theSameKeyWithAnotherReasonIsAnotherRequest() {
    String path = "/v1/objections/" + objection + "/decide";
    String key = UUID.randomUUID().toString();
    String sofia = token(SOFIA, "supervisor");

    app.post(sofia, path, OVERRIDDEN, "Idempotency-Key", key).expecting(200);
    app.post(sofia, path, OVERRIDDEN, "Idempotency-Key", key).expecting(200);
    app.post(sofia, path, OVERRIDDEN.replace("canary", "other"), "Idempotency-Key", key)
        .expecting(422);
  }

  @Test
  void aPrivacyLeadDecidesAnObjectionAlsoWhereTheRecordIsClosedToThem() {
    app.restricted(client, MARIA);

    decided(OVERRIDDEN).expecting(404);
    app.post(token(PETRA, "privacy-lead"), "/v1/objections/" + objection + "/decide", OVERRIDDEN)
        .expecting(200);
  }
}
