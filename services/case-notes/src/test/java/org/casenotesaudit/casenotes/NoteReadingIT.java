package org.casenotesaudit.casenotes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.casenotes.RunningCaseNotes.ADULTS_SOUTH;
import static org.casenotesaudit.casenotes.RunningCaseNotes.CHILDREN_NORTH;
import static org.casenotesaudit.casenotes.RunningCaseNotes.COLIN;
import static org.casenotesaudit.casenotes.RunningCaseNotes.MARIA;
import static org.casenotesaudit.casenotes.RunningCaseNotes.MAX;
import static org.casenotesaudit.casenotes.RunningCaseNotes.MONA;
import static org.casenotesaudit.casenotes.RunningCaseNotes.SOFIA;
import static org.casenotesaudit.casenotes.RunningCaseNotes.UNKNOWN_ID;
import static org.casenotesaudit.casenotes.RunningCaseNotes.access;
import static org.casenotesaudit.casenotes.RunningCaseNotes.practitioner;
import static org.casenotesaudit.casenotes.RunningCaseNotes.token;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.casenotesaudit.casenotes.RunningCaseNotes.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a written note to its text in access's hands, and everything that stands in between. */
class NoteReadingIT {

  private final RunningCaseNotes app = RunningCaseNotes.shared();

  private Answer redeem(String grantId) {
    return app.post(access(), "/v1/grants/" + grantId + "/content", "");
  }

  @Test
  void aGrantOpensTheLatestVersionOnce() {
    String note = app.aNoteIn(app.aCaseOf(app.aClient()), "first words");
    app.post(practitioner(MARIA), "/v1/notes/" + note + "/versions", "{\"text\":\"better words\"}")
        .expecting(201);
    String grant = app.grantFor(COLIN, "CASE_NOTE", note);

    Answer opened = redeem(grant).expecting(200);

    assertThat(opened.field("text")).isEqualTo("better words");
    assertThat(opened.field("version")).isEqualTo("2");
    assertThat(opened.headers().get("cache-control")).containsExactly("no-store");
    assertThat(redeem(grant).expecting(410).field("code")).isEqualTo("grant-used");
  }

  @Test
  void anIdentityAndACaseFileOpenWithTheirOwnGrants() {
    String client = app.aClient();
    String caseId = app.aCaseOf(client);
    String note = app.aNoteIn(caseId, "words");

    Answer person = redeem(app.grantFor(MARIA, "CLIENT_IDENTITY", client)).expecting(200);
    assertThat(person.field("familyName")).isEqualTo("Canarybird");
    assertThat(person.field("dateOfBirth")).isEqualTo("2014-05-06");

    Answer file = redeem(app.grantFor(MARIA, "CASE_FILE", caseId)).expecting(200);
    assertThat(file.json().at("/notes/0/noteId").asText()).isEqualTo(note);
    assertThat(file.text()).doesNotContain("words");
  }

  @Test
  void aGrantNotRedeemedInTimeIsGone() {
    String note = app.aNoteIn(app.aCaseOf(app.aClient()), "words");
    String grant = app.grantFor(MARIA, "CASE_NOTE", note);

    app.clock.moveBy(Duration.ofSeconds(61));

    assertThat(redeem(grant).expecting(410).field("code")).isEqualTo("grant-expired");
  }

  @Test
  void aRestrictionBetweenGrantAndContentIsHonoured() {
    String client = app.aClient();
    String note = app.aNoteIn(app.aCaseOf(client), "words");
    String grant = app.grantFor(COLIN, "CASE_NOTE", note);

    app.restricted(client, MARIA);

    assertThat(redeem(grant).expecting(409).field("code")).isEqualTo("facts-changed");
  }

  @Test
  void aRestrictionThatBeginsBetweenGrantAndContentIsHonoured() {
    String client = app.aClient();
    String note = app.aNoteIn(app.aCaseOf(client), "words");
    app.post(
            token(SOFIA, "supervisor"),
            "/v1/clients/" + client + "/restrictions",
            "{\"namedWorkerIds\":[\"%s\"],\"validFrom\":\"%s\"}"
                .formatted(MARIA, app.clock.instant().plusSeconds(30)))
        .expecting(201);
    String grant = app.grantFor(COLIN, "CASE_NOTE", note);

    app.clock.moveBy(Duration.ofSeconds(31));

    assertThat(redeem(grant).expecting(409).field("code")).isEqualTo("facts-changed");
  }

  @Test
  void onlyNamedWorkersGetARestrictedRecord() {
    String client = app.aClient();
    String note = app.aNoteIn(app.aCaseOf(client), "words");
    app.restricted(client, MARIA);

    Answer refused = app.decide(MONA, "supervisor", ADULTS_SOUTH, "CASE_NOTE", note, "");

    assertThat(refused.field("outcome")).isEqualTo("REFUSED");
    assertThat(refused.field("reason")).isEqualTo("RECORD_RESTRICTED");
    assertThat(refused.field("clientId")).isEqualTo(client);
    assertThat(refused.field("recordKind")).isEqualTo("CASE_NOTE");
    assertThat(app.decide(MARIA, "CASE_NOTE", note).field("outcome")).isEqualTo("PERMITTED");
  }

  @Test
  void anEmergencyWorkerWhoKnowsTheDateOfBirthOpensARestrictedRecord() {
    String client = app.aClient();
    String note = app.aNoteIn(app.aCaseOf(client), "words");
    app.restricted(client, MARIA);
    String glass = ",\"breakGlass\":{\"reasonCode\":\"RISK_TO_LIFE\"}";
    String right = glass + ",\"clientDateOfBirth\":\"2014-05-06\"";
    String wrong = glass + ",\"clientDateOfBirth\":\"2014-05-07\"";

    Answer permitted = app.decide(MAX, "emergency-duty", ADULTS_SOUTH, "CASE_NOTE", note, right);

    assertThat(permitted.field("outcome")).isEqualTo("PERMITTED");
    assertThat(permitted.json().at("/birthDatesKnown").toString()).contains(client);
    redeem(permitted.field("grantId")).expecting(200);
    for (Answer refused :
        new Answer[] {
          app.decide(MAX, "emergency-duty", ADULTS_SOUTH, "CASE_NOTE", note, wrong),
          app.decide(MAX, "emergency-duty", ADULTS_SOUTH, "CASE_NOTE", note, glass),
          app.decide(COLIN, "practitioner", ADULTS_SOUTH, "CASE_NOTE", note, right)
        }) {
      assertThat(refused.field("reason")).isEqualTo("BREAK_GLASS_NOT_PERMITTED");
    }
  }

  @Test
  void anEmergencyStatedEarlierOpensMoreOfTheClientUntilItEndsAndNobodyElse() {
    String client = app.aClient();
    String caseId = app.aCaseOf(client);
    String note = app.aNoteIn(caseId, "words");
    app.restricted(client, MARIA);
    String other = app.aClient();
    String othersNote = app.aNoteIn(app.aCaseOf(other), "words");
    app.restricted(other, MARIA);
    Instant until = app.clock.instant().plusSeconds(40).truncatedTo(ChronoUnit.MICROS);
    String glass =
        ",\"standingGlasses\":[{\"clientId\":\"%s\",\"validUntil\":\"%s\",\"dateOfBirthKnown\":%s}]";
    String standing = glass.formatted(client, until, true);

    Answer permitted = app.decide(MAX, "emergency-duty", ADULTS_SOUTH, "CASE_NOTE", note, standing);

    assertThat(permitted.field("outcome")).as(permitted.text()).isEqualTo("PERMITTED");
    assertThat(permitted.json().at("/standingGlassOf").toString()).contains(client);
    assertThat(Instant.parse(permitted.field("expiresAt")))
        .as("the grant does not outlive the emergency")
        .isEqualTo(until);
    redeem(permitted.field("grantId")).expecting(200);
    for (Answer asIfNothingWereStated :
        new Answer[] {
          app.decide(MAX, "emergency-duty", ADULTS_SOUTH, "CASE_NOTE", othersNote, standing),
          app.decide(MAX, "practitioner", ADULTS_SOUTH, "CASE_NOTE", note, standing),
          app.decide(
              MAX,
              "emergency-duty",
              ADULTS_SOUTH,
              "CASE_NOTE",
              note,
              glass.formatted(client, until, false))
        }) {
      assertThat(asIfNothingWereStated.field("reason")).isEqualTo("RECORD_RESTRICTED");
    }

    app.clock.moveBy(Duration.ofSeconds(40));

    assertThat(
            app.decide(MAX, "emergency-duty", ADULTS_SOUTH, "CASE_FILE", caseId, standing)
                .field("reason"))
        .isEqualTo("RECORD_RESTRICTED");
  }

  @Test
  void whatOpensWithoutAnEmergencyDoesNotRestOnOne() {
    String client = app.aClient();
    String note = app.aNoteIn(app.aCaseOf(client), "words");
    String standing =
        ",\"standingGlasses\":[{\"clientId\":\"%s\",\"validUntil\":\"%s\"}]"
            .formatted(client, app.clock.instant().plusSeconds(9));

    Answer permitted =
        app.decide(MARIA, "practitioner", CHILDREN_NORTH, "CASE_NOTE", note, standing);

    assertThat(permitted.field("outcome")).isEqualTo("PERMITTED");
    assertThat(permitted.json().at("/standingGlassOf")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"CASE_NOTE, CASE_NOTE", "CASE_FILE, CASE_FILE", "MEDIA, OTHER"})
  void anUnknownIdIsRefusedWithoutAClientAndAsTheKindThatIsKnown(String asked, String known) {
    Answer refused = app.decide(MARIA, asked, UNKNOWN_ID);

    assertThat(refused.field("reason")).isEqualTo("UNKNOWN_RECORD");
    assertThat(refused.field("recordKind")).isEqualTo(known);
    assertThat(refused.json().has("clientId")).isFalse();
  }

  @Test
  void aProtectedClientAsksStrangersToBreakGlass() {
    String client = app.aClient("{\"protectedLocation\":true}");
    String caseId = app.aCaseOf(client);
    String note = app.aNoteIn(caseId, "words");
    assertThat(app.decide(COLIN, "CASE_NOTE", note).field("outcome"))
        .isEqualTo("BREAK_GLASS_REQUIRED");

    app.post(
            practitioner(MARIA),
            "/v1/cases/" + caseId + "/allocations",
            "{\"teamId\":\"%s\",\"allocationKind\":\"TEAM\"}".formatted(CHILDREN_NORTH))
        .expecting(201);

    assertThat(app.decide(COLIN, "CASE_NOTE", note).field("outcome")).isEqualTo("PERMITTED");
    assertThat(
            app.decide(COLIN, "practitioner", ADULTS_SOUTH, "CASE_NOTE", note, "").field("outcome"))
        .isEqualTo("BREAK_GLASS_REQUIRED");
  }

  @Test
  void complianceLearnsTheNameBehindAConcernAndNothingElse() {
    String client = app.aClient();
    String note = app.aNoteIn(app.aCaseOf(client), "words");
    app.restricted(client, MARIA);
    String body =
        """
        {"workerId":"00000000-0000-4000-8000-000000000004","roles":["compliance-officer"],
         "teamIds":[],"employment":"EMPLOYED","item":{"kind":"%s","id":"%s"},
         "action":"VIEW","purpose":"AUDIT"}
        """;

    Answer name =
        app.post(access(), "/v1/decisions", body.formatted("NAME_BEHIND_CONCERN", client))
            .expecting(200);
    Answer identity =
        app.post(access(), "/v1/decisions", body.formatted("CLIENT_IDENTITY", client))
            .expecting(200);
    Answer text =
        app.post(access(), "/v1/decisions", body.formatted("CASE_NOTE", note)).expecting(200);

    assertThat(name.field("outcome")).isEqualTo("PERMITTED");
    Answer told = redeem(name.field("grantId")).expecting(200);
    assertThat(told.field("givenName")).isEqualTo("Quillon");
    assertThat(told.json().has("dateOfBirth")).isFalse();
    assertThat(identity.field("reason")).isEqualTo("ROLE_NEVER_PERMITTED");
    assertThat(text.field("reason")).isEqualTo("ROLE_NEVER_PERMITTED");
  }

  @Test
  void nobodyButAccessGetsContent() {
    String note = app.aNoteIn(app.aCaseOf(app.aClient()), "words");
    String grant = app.grantFor(MARIA, "CASE_NOTE", note);

    Answer refused =
        app.post(practitioner(MARIA), "/v1/grants/" + grant + "/content", "").expecting(403);

    assertThat(refused.text()).doesNotContain("words");
    redeem(grant).expecting(200);
  }
}
