package org.casenotesaudit.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.alerts.RunningAlerts.OMAR;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.casenotesaudit.alerts.RunningAlerts.Answer;
import org.casenotesaudit.alerts.StreamEvents.Flagged;
import org.casenotesaudit.alerts.console.OpenSessions;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.events.Severity;
import org.casenotesaudit.events.Verdict;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a person meets who goes about the console by its addresses. */
class ConsolePagesIT {

  /** As browsers ask. */
  private static final String HTML = "text/html,application/xhtml+xml,*/*;q=0.8";

  private static final String PETRA = "00000000-0000-4000-8000-000000000009";

  private final RunningAlerts alerts = RunningAlerts.shared();
  private final String cookie =
      OpenSessions.cookie(alerts.server.getApplicationContext(), OMAR, "compliance-officer");

  @BeforeAll
  static void petraIsKnown() {
    RunningAlerts alerts = RunningAlerts.shared();
    alerts.stream.workerFile(PETRA, 1, List.of(), List.of());
  }

  private Answer page(String path, String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 2, headers.length);
    all[0] = "Cookie";
    all[1] = cookie;
    return alerts.call("GET", path, null, null, all);
  }

  /** A concern, and the address that asks whether its alert is in the ledger. */
  private record Told(String concern, String proof) {}

  private Told aConcern() {
    String client = StreamEvents.id();
    String event =
        alerts
            .stream
            .raise(Flagged.by(StreamEvents.id(), client), "after-ending", Severity.HIGH, 700, 1)
            .getEnvelope()
            .getEventId();
    String concern = "/concerns/" + alerts.concernAbout(client).path("concernId").asText();
    return new Told(concern, concern + "/proof/" + event);
  }

  @Test
  void whereAnEventStandsIsAPageForAPersonAndAPartOfOneForHtmx() {
    Told told = aConcern();

    Answer whole = page(told.proof());
    assertThat(whole.body())
        .contains("<title>Is it in the ledger?", "<h1", "In the ledger at index 1234")
        .contains("href=\"" + told.concern() + "\"");
    Answer part = page(told.proof(), "HX-Request", "true");
    assertThat(part.body())
        .contains("In the ledger at index 1234")
        .doesNotContain("<html", "<h1", "<title");
    for (Answer answer : new Answer[] {whole, part}) {
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.raw().headers().allValues("Vary")).contains("HX-Request");
    }
  }

  @Test
  void aSessionThatEndedMakesTheBrowserSignInAndNotAPartOfThePage() {
    Answer answer = alerts.call("GET", aConcern().proof(), null, null, "HX-Request", "true");

    assertThat(answer.body()).isEmpty();
    assertThat(answer.raw().headers().firstValue("HX-Redirect"))
        .hasValueSatisfying(to -> assertThat(to).startsWith("/sign-in?return="));
  }

  @Test
  void anAddressThatLeadsNowhereIsAPageForAPersonAndAProblemForAProgram() {
    for (String path : new String[] {"/nope", "/concern/1"}) {
      Answer page = page(path, "Accept", HTML);
      assertThat(page.status()).as(path).isEqualTo(404);
      assertThat(page.raw().headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
      assertThat(page.body())
          .contains("There is no such page for you", "Go to the concerns")
          .contains(">Concerns</a>", "action=\"/sign-out\"");
      assertThat(page.raw().headers().firstValue("Content-Security-Policy")).isPresent();
      assertThat(page.raw().headers().allValues("Vary")).contains("Accept");
    }
    assertThat(page("/nope", "Accept", "application/json").code()).isEqualTo("not-found");
    assertThat(page("/nope", "Accept", "*/*").code()).isEqualTo("not-found");
    assertThat(page("/v1/nope", "Accept", HTML).code()).isEqualTo("not-found");
  }

  @Test
  void theStatedPurposeAndWhatWasOpenedStandOnTheConcern() {
    String client = StreamEvents.id();
    Flagged access = Flagged.by(StreamEvents.id(), client);
    alerts.stream.observe(
        access, Purpose.COURT_PROCEEDINGS, "01930000-0000-7000-8000-0000feed5678");
    alerts.stream.raise(access, "after-ending", Severity.HIGH, 700, 1);
    String concern = "/concerns/" + alerts.concernAbout(client).path("concernId").asText();

    RunningAlerts.await(
        "the purpose",
        () -> page(concern).body(),
        body ->
            body.contains("opened a case note (R-FEED5678) of client")
                && body.contains("Stated purpose: court proceedings. It was let in."));
  }

  @Test
  void twoAccessesOfOneMinuteCanBeToldApart() {
    String worker = StreamEvents.id();
    String client = StreamEvents.id();
    Instant minute = Instant.parse("2026-03-01T09:14:00Z");
    for (int second : new int[] {3, 41, 41}) {
      Flagged access = Flagged.by(worker, client).at(minute.plus(second, ChronoUnit.SECONDS));
      alerts.stream.judge(access, 1, Verdict.FLAGGED, Verdict.FLAGGED, "after-ending");
      alerts.stream.raise(access, "after-ending", Severity.HIGH, 700, 1);
    }
    String path = "/v1/concerns/" + alerts.concernAbout(client).path("concernId").asText();
    RunningAlerts.await(
        "all of it",
        () -> alerts.get(OMAR, path).json(),
        told -> told.path("alerts").size() == 3 && told.path("judgements").size() == 3);

    String body = page(path.substring("/v1".length())).body();
    String timeline = body.substring(body.indexOf("id=\"timeline\""));
    String revisions =
        body.substring(body.indexOf("id=\"revisions\""), body.indexOf("id=\"timeline\""));
    assertThat(timeline).containsOnlyOnce("1 Mar 2026, 09:14:03");
    assertThat(timeline.split("1 Mar 2026, 09:14:41", -1))
        .as("two accesses of one second stay two")
        .hasSize(3);
    assertThat(revisions).contains("1 Mar 2026, 09:14:03", "1 Mar 2026, 09:14:41");
  }

  @Test
  void looksAreFoldedUnderTheTimelineEachWithItsPlaceInTheLedger() {
    String concern = aConcern().concern();
    page(concern);
    page(concern);

    String body = page(concern).body();

    String timeline = body.substring(body.indexOf("id=\"timeline\""));
    String steps = timeline.substring(0, timeline.indexOf("<details"));
    String looks = timeline.substring(timeline.indexOf("<details"));
    assertThat(steps).contains("Concern opened.").doesNotContain("Looked at");
    assertThat(looks).containsOnlyOnce("Looked at 3 times by one person, first ");
    assertThat(looks.split("hx-get=\"" + concern + "/proof/", -1)).hasSize(4);
    assertThat(alerts.get(OMAR, "/v1" + concern).json().path("timeline").findValuesAsText("what"))
        .as("on record stay all of them, and the one that asks")
        .filteredOn("VIEWED"::equals)
        .hasSize(4);
  }

  @Test
  void whatIsSettledAlreadySaysByWhomAndWhenAndKeepsWhatWasWritten() {
    String concern = aConcern().concern();
    ReviewerAtWork omar = new ReviewerAtWork(alerts, OMAR);
    ReviewerAtWork petra = new ReviewerAtWork(alerts, PETRA);
    RunningAlerts.await(
        "petra may see it", () -> petra.page(concern).status(), status -> status == 200);
    assertThat(petra.form(concern + "/resolve", "resolution=REASON_CONFIRMED").status())
        .isEqualTo(303);

    Answer late = omar.form(concern + "/resolve", "resolution=POLICY_BREACH&text=No+task+there.");

    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body())
        .contains("This concern is resolved already by W-00000009 on ")
        .contains(", as: Reason confirmed. Nothing was changed.")
        .contains(">No task there.</textarea>")
        .doesNotContain("expected:", "concern-resolved");
    for (String to : new String[] {"me", "nobody"}) {
      Answer taken = omar.form(concern + "/assign", "to=" + to);
      assertThat(taken.status()).isEqualTo(409);
      assertThat(taken.body()).contains("This concern is resolved already").contains("<h1");
    }
  }

  @Test
  void openingAgainNeedsAReasonThatTheTimelineThenShows() {
    String concern = aConcern().concern();
    ReviewerAtWork omar = new ReviewerAtWork(alerts, OMAR);
    omar.form(concern + "/resolve", "resolution=REASON_CONFIRMED");

    Answer without = omar.form(concern + "/reopen", "text=+");
    assertThat(without.status()).isEqualTo(400);
    assertThat(without.body()).contains("Enter why you open the concern again");
    assertThat(omar.form(concern + "/reopen", "text=Roster+corrected.").status()).isEqualTo(303);
    String body = page(concern).body();
    String timeline = body.substring(body.indexOf("id=\"timeline\""));
    assertThat(timeline).contains("Opened again: nobody is assigned.", "Roster corrected.");
    Answer again = omar.form(concern + "/reopen", "text=Once+more.");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body()).contains("This concern is open already, opened again by you on ");
  }

  @Test
  void aFilterThatMeansNothingIsToldInWordsWithTheWayBack() {
    Answer answer = page("/?status=closed");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("What was asked for as status is “closed”.")
        .contains("It has to be: open, in-review, resolved or withdrawn.")
        .contains("Go to the concerns", "Sign out")
        .doesNotContain("expected:");
    assertThat(page("/?cursor=abc").status()).isEqualTo(400);
  }

  @Test
  void theQueueShowsWhatIsUnsettledUnlessAskedForMore() {
    String concern = aConcern().concern();
    new ReviewerAtWork(alerts, OMAR).form(concern + "/resolve", "resolution=REASON_CONFIRMED");

    String queue = "&sort=newest";
    assertThat(page("/?" + queue).body())
        .contains("open or in review")
        .doesNotContain("href=\"" + concern + "\"");
    assertThat(page("/?status=any" + queue).body()).contains("href=\"" + concern + "\"");
    assertThat(page("/?status=resolved" + queue).body()).contains("href=\"" + concern + "\"");
  }

  @Test
  void whoIsTurnedAwayCanSignOutAndIsNotSentInACircle() {
    String practitioner =
        OpenSessions.cookie(alerts.server.getApplicationContext(), OMAR, "practitioner");
    Answer answer = alerts.call("GET", "/", null, null, "Cookie", practitioner);

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body())
        .contains("The console is for compliance officers")
        .contains("action=\"/sign-out\"", "to sign in as somebody else")
        .doesNotContain("Go to the concerns", ">Concerns</a>");
    var token =
        java.util.regex.Pattern.compile("name=\"formToken\" value=\"([^\"]+)\"")
            .matcher(answer.body());
    assertThat(token.find()).isTrue();
    assertThat(alerts.form("/sign-out", "formToken=" + token.group(1), practitioner).status())
        .isEqualTo(303);
    assertThat(alerts.call("GET", "/", null, null, "Cookie", practitioner).status())
        .as("nobody is signed in any more")
        .isEqualTo(303);
  }

  @Test
  void aMissingConcernKeepsTheWayOutForWhoIsSignedIn() {
    assertThat(page("/concerns/" + StreamEvents.id()).body())
        .contains("There is no such page for you", ">Concerns</a>", "action=\"/sign-out\"");
  }
}
