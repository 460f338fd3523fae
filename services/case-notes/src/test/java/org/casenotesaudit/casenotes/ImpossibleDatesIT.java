package org.casenotesaudit.casenotes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.casenotes.RunningCaseNotes.CHILDREN_NORTH;
import static org.casenotesaudit.casenotes.RunningCaseNotes.COLIN;
import static org.casenotesaudit.casenotes.RunningCaseNotes.SOFIA;
import static org.casenotesaudit.casenotes.RunningCaseNotes.token;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.casenotesaudit.casenotes.RunningCaseNotes.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing ends before it began: whoever says so is asked again, and nothing has changed. */
class ImpossibleDatesIT {

  private final RunningCaseNotes app = RunningCaseNotes.shared();
  private final StoredRows stored = new StoredRows(app.database);
  private final String client = app.aClient();
  private final Instant began = daysFromNow(-3);
  private final Instant before = daysFromNow(-4);

  private Instant daysFromNow(int days) {
    return app.clock.instant().plus(days, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
  }

  /** Sofia is a supervisor, and so may do all of it. Apostrophes stand for quotes. */
  private Answer sofia(String path, String json) {
    return app.post(token(SOFIA, "supervisor"), path, filled(json));
  }

  private String filled(String json) {
    return json.replace('\'', '"')
        .replace("{worker}", COLIN)
        .replace("{team}", CHILDREN_NORTH)
        .replace("{began}", began.toString())
        .replace("{before}", before.toString());
  }

  private String made(String path, String idField, String json) {
    return sofia(path, json).expecting(201).field(idField);
  }

  /** What began cannot have ended before; at its first moment it can. */
  private void endsNotBeforeItBegan(String path, String field, String more, String expected) {
    String body = "{'%s':'%s'" + more + "}";
    long events = stored.eventsHolding(client);

    Answer refused = sofia(path, body.formatted(field, before)).expecting(400);

    assertThat(refused.field("code")).isEqualTo("invalid-field");
    assertThat(refused.field("detail"))
        .isEqualTo("%s: \"%s\" (expected: %s, %s)".formatted(field, before, expected, began));
    assertThat(stored.eventsHolding(client)).as("nothing happened").isEqualTo(events);
    sofia(path, body.formatted(field, began)).expecting(200);
  }

  @Test
  void aRestriction() {
    String restriction =
        made(
            "/v1/clients/" + client + "/restrictions",
            "restrictionId",
            "{'namedWorkerIds':['" + SOFIA + "'],'validFrom':'{began}'}");

    endsNotBeforeItBegan(
        "/v1/restrictions/" + restriction + "/lift",
        "liftedAt",
        "",
        "not before the restriction began");
  }

  @Test
  void anAllocation() {
    String allocation =
        made(
            "/v1/cases/" + app.aCaseOf(client) + "/allocations",
            "allocationId",
            "{'workerId':'{worker}','allocationKind':'KEY_WORKER','validFrom':'{began}'}");

    endsNotBeforeItBegan(
        "/v1/allocations/" + allocation + "/end", "endedAt", "", "not before the allocation began");
  }

  @Test
  void anAuthority() {
    endsNotBeforeItBegan(
        "/v1/authorities/" + anAuthorityFrom(began) + "/withdraw",
        "withdrawnAt",
        ",'withdrawnBy':'CLIENT'",
        "not before the authority was given");
  }

  @Test
  void anAuthorityForLaterIsWithdrawnBeforeItHoldsButNotBeforeItWasOnRecord() {
    String withdraw = "/v1/authorities/" + anAuthorityFrom(daysFromNow(7)) + "/withdraw";
    String body = "{'withdrawnBy':'CLIENT'%s}";

    assertThat(
            sofia(withdraw, body.formatted(",'withdrawnAt':'{before}'"))
                .expecting(400)
                .field("detail"))
        .isEqualTo(
            "withdrawnAt: \"%s\" (expected: not before the authority was given, %s)"
                .formatted(before, app.clock.instant().truncatedTo(ChronoUnit.MICROS)));
    sofia(withdraw, body.formatted("")).expecting(200);
  }

  private String anAuthorityFrom(Instant from) {
    return made(
        "/v1/clients/" + client + "/authorities",
        "authorityId",
        """
        {'authorityKind':'OWN_CONSENT','mediaKinds':['VIDEO'],'uses':['VIEW'],
         'giver':'the client','validFrom':'%s'}
        """
            .formatted(from));
  }

  @Test
  void aCaseAndItsPauseBetweenClosingAndReopening() {
    String path =
        "/v1/cases/"
            + made(
                "/v1/clients/" + client + "/cases",
                "caseId",
                "{'teamId':'{team}','openedAt':'{began}'}");

    endsNotBeforeItBegan(path + "/close", "closedAt", "", "not before the case was opened");
    endsNotBeforeItBegan(
        path + "/reopen",
        "reopenedAt",
        ",'teamId':'" + CHILDREN_NORTH + "'",
        "not before the case was closed");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "cases/{case}/allocations|'workerId':'{worker}','allocationKind':'KEY_WORKER'",
        "clients/{client}/authorities|'authorityKind':'OWN_CONSENT','mediaKinds':['VIDEO'],"
            + "'uses':['VIEW'],'giver':'the client'",
        "clients/{client}/restrictions|'namedWorkerIds':['{worker}']",
        "clients/{client}/conflicts|'workerId':'{worker}','kind':'FRIEND','strength':'WEAK'",
        "clients/{client}/legal-requests|'workerId':'{worker}','requestKind':'COMPLAINT'"
      },
      quoteCharacter = '`')
  void aPeriodThatIsOverBeforeItBeginsOrAsItBegins(String route, String fields) {
    String path = "/v1/" + route.replace("{client}", client).replace("{case}", app.aCaseOf(client));
    long events = stored.eventsHolding(client);

    for (Instant until : new Instant[] {before, began}) {
      Answer refused =
          sofia(path, "{" + fields + ",'validFrom':'{began}','validUntil':'" + until + "'}")
              .expecting(400);

      assertThat(refused.field("code")).isEqualTo("invalid-field");
      assertThat(refused.field("detail"))
          .isEqualTo("validUntil: \"%s\" (expected: after validFrom, %s)".formatted(until, began));
    }
    assertThat(
            sofia(path, "{" + fields + ",'validUntil':'{before}'}").expecting(400).field("detail"))
        .as("now, where nothing is said")
        .startsWith("validUntil: \"" + before + "\" (expected: after validFrom, ");
    assertThat(stored.eventsHolding(client)).as("nothing happened").isEqualTo(events);
  }
}
