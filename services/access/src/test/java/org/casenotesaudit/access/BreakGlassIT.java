package org.casenotesaudit.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.AccessRefused;
import org.casenotesaudit.events.BreakGlassReason;
import org.casenotesaudit.events.RefusalReason;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.MovableClock;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An emergency once stated: for whom it holds, how long, and what is told of it. */
class BreakGlassIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration TEN_DAYS = Duration.ofDays(10);
  private static final String BORN = "2010-05-06";
  private static final String REASON = "a child in danger";
  private static final MovableClock clock = MovableClock.at(Instant.now());
  @AutoClose private static final RunningAccess access = RunningAccess.at(clock);
  @AutoClose private static final TopicReader events = TopicReader.fromNow(Topics.ACCESS_OBSERVED);

  private final UUID client = UUID.randomUUID();
  private final UUID first = access.caseNotes.restricted(client, BORN);
  private final UUID second = access.caseNotes.restricted(client, BORN);
  private final UUID worker = UUID.randomUUID();

  @Test
  void aSecondItemOfTheClientOpensWithoutStatingTheEmergencyAgainAndKeepsItsEnd() {
    Instant until = observed(stated(worker, first, BORN)).getBreakGlass().getValidUntil();

    clock.moveBy(Duration.ofHours(1));
    AccessObserved resting = observed(open(worker, second));
    clock.moveBy(Duration.ofHours(2));
    AccessObserved restingLater = observed(open(worker, first));

    for (AccessObserved event : List.of(resting, restingLater)) {
      assertThat(event.getBreakGlass().getReasonCode()).isEqualTo(BreakGlassReason.RISK_TO_LIFE);
      assertThat(event.getBreakGlass().getValidUntil()).isEqualTo(until);
      assertThat(reasonsKept(event)).as("the words stand once, with the statement").isEqualTo(0);
    }
  }

  @Test
  void onceItHasEndedTheRecordAnswersAsAnUnknownOneAgain() {
    stated(worker, first, BORN);
    clock.moveBy(Duration.ofHours(3));
    assertThat(open(worker, second).statusCode()).isEqualTo(201);

    clock.moveBy(Duration.ofHours(1));

    assertAnswersAsUnknown(open(worker, second));
    assertThat(access.caseNotes.lastQuestionAbout(second)).doesNotContainKey("standingGlasses");
    assertThat(refused(second).getReason()).isEqualTo(RefusalReason.RECORD_RESTRICTED);
  }

  @Test
  void itHoldsForNoOtherClientAndForNoOtherWorker() {
    UUID anothers = access.caseNotes.restricted(UUID.randomUUID(), BORN);
    stated(worker, first, BORN);

    assertAnswersAsUnknown(open(worker, anothers));
    assertAnswersAsUnknown(open(UUID.randomUUID(), second));
    assertThat(access.caseNotes.lastQuestionAbout(second)).doesNotContainKey("standingGlasses");
  }

  @Test
  void anEmergencyThatEndsWhileItIsAskedForDoesNotCount() {
    stated(worker, first, BORN);
    clock.moveBy(Duration.ofHours(4).minusSeconds(1));
    access.caseNotes.beforeDecision(() -> clock.moveBy(Duration.ofSeconds(1)));
    try {
      assertAnswersAsUnknown(open(worker, second));
    } finally {
      access.caseNotes.beforeDecision(() -> {});
    }
  }

  @Test
  void whatWasStatedWithoutTheDateOfBirthIsPassedOnAsThat() {
    stated(worker, access.caseNotes.note(client, "text"), null);

    assertAnswersAsUnknown(open(worker, second));
    assertThat(access.caseNotes.lastQuestionAbout(second).get("standingGlasses").toString())
        .contains(client.toString())
        .contains("dateOfBirthKnown=false");

    stated(worker, first, BORN);
    stated(worker, access.caseNotes.note(client, "text"), null);
    assertThat(open(worker, second).statusCode())
        .as("a newer statement without it takes nothing away")
        .isEqualTo(201);
  }

  @Test
  void anAccessThatRestsOnNoEmergencyTellsOfNone() {
    stated(worker, first, BORN);

    AccessObserved event = observed(open(worker, access.caseNotes.note(client, "text")));

    assertThat(event.getBreakGlass()).isNull();
  }

  @ParameterizedTest(name = "born {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1899-12-31 | \"an impossible date\" (expected: a date from 1900-01-01 to today, as"
            + " 2015-03-04)",
        "2010-02-30 | not understood (expected: a date such as 2026-01-31)",
      })
  void anImpossibleDateOfBirthIsToldWithFoundAndExpectedAndRepeatedNowhere(
      String born, String detail) {
    int asked = access.caseNotes.questionCount();
    try (var log = CapturedLog.start()) {
      assertRefused(stating(worker, first, born), detail);

      assertThat(log.text()).doesNotContain(born).doesNotContain(REASON);
    }
    assertThat(access.caseNotes.questionCount()).isEqualTo(asked);
    assertThat(access.sql("select count(*) from access_record where worker_id = '" + worker + "'"))
        .isEqualTo(0L);
  }

  @ParameterizedTest(name = "{0} characters")
  @CsvSource({"9, 9 characters", "2001, 2001 characters", "100000, 100000 characters"})
  void aReasonThatIsTooShortOrTooLongOpensNothingAndIsNowhereOnRecord(int length, String found) {
    String reason = "q".repeat(length);
    int asked = access.caseNotes.questionCount();
    try (var log = CapturedLog.start()) {
      HttpResponse<String> answer = stating(worker, first, BORN, reason);

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
      assertThat(access.json(answer))
          .containsEntry("code", "invalid-field")
          .containsEntry(
              "detail",
              "breakGlass.reason: " + found + " (expected: 10 or more characters, at most 2000)");
      assertThat(log.text()).doesNotContain("qqqqqqqqq");
    }
    assertThat(access.caseNotes.questionCount()).isEqualTo(asked);
    assertThat(access.sql("select count(*) from access_record where worker_id = '" + worker + "'"))
        .isEqualTo(0L);
    assertAnswersAsUnknown(open(worker, second));
  }

  @ParameterizedTest(name = "{0} characters")
  @ValueSource(ints = {10, 2000})
  void aReasonOfTheLeastOrTheGreatestLengthOpensAndIsKeptWhole(int length) {
    String reason = "q".repeat(length);

    AccessObserved event = observed(stating(worker, first, BORN, " " + reason + "\\n"));

    assertThat(
            access.sql(
                "select reason from break_glass where access_id = '" + event.getAccessId() + "'"))
        .isEqualTo(reason);
    assertThat(event.toString()).doesNotContain("qqqqqqqqq");
    assertThat(open(worker, second).statusCode()).isEqualTo(201);
  }

  @Test
  void nobodyIsBornLaterThanTomorrowWhichIsTodayElsewhere() {
    // Far enough from the clock on the wall to tell the two apart.
    clock.moveBy(TEN_DAYS);
    try (var log = CapturedLog.start()) {
      LocalDate tomorrow = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
      String born = tomorrow.plusDays(1).toString();

      assertAnswersAsUnknown(stating(worker, first, tomorrow.toString()));
      assertRefused(
          stating(worker, first, born),
          "\"an impossible date\" (expected: a date from 1900-01-01 to today, as 2015-03-04)");

      assertThat(log.text()).doesNotContain(born).doesNotContain(REASON);
    } finally {
      clock.moveBy(TEN_DAYS.negated());
    }
  }

  private static void assertRefused(HttpResponse<String> answer, String detail) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(access.json(answer))
        .containsEntry("code", "invalid-field")
        .containsEntry("detail", "breakGlass.clientDateOfBirth: " + detail);
  }

  private static HttpResponse<String> open(UUID worker, UUID item) {
    return access.post(
        RunningAccess.token(worker, "emergency-duty"),
        "/v1/accesses",
        RunningAccess.wish("CASE_NOTE", item));
  }

  private static HttpResponse<String> stated(UUID worker, UUID item, String dateOfBirth) {
    HttpResponse<String> opened = stating(worker, item, dateOfBirth);
    assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
    return opened;
  }

  private static HttpResponse<String> stating(UUID worker, UUID item, String dateOfBirth) {
    return stating(worker, item, dateOfBirth, REASON);
  }

  private static HttpResponse<String> stating(
      UUID worker, UUID item, String dateOfBirth, String reason) {
    String glass =
        "\"VIEW\",\"breakGlass\":{\"reasonCode\":\"RISK_TO_LIFE\",\"reason\":\""
            + reason
            + "\""
            + (dateOfBirth == null ? "" : ",\"clientDateOfBirth\":\"" + dateOfBirth + "\"")
            + "}";
    return access.post(
        RunningAccess.token(worker, "emergency-duty"),
        "/v1/accesses",
        RunningAccess.wish("CASE_NOTE", item).replace("\"VIEW\"", glass));
  }

  private static void assertAnswersAsUnknown(HttpResponse<String> answer) {
    HttpResponse<String> unknown = open(UUID.randomUUID(), UUID.randomUUID());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo(unknown.body());
    assertThat(answer.headers().map().keySet()).isEqualTo(unknown.headers().map().keySet());
  }

  private static Object reasonsKept(AccessObserved event) {
    return access.sql(
        "select count(*)::int from break_glass where access_id = '" + event.getAccessId() + "'");
  }

  private static AccessObserved observed(HttpResponse<String> opened) {
    assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
    Map<String, Object> answer = access.json(opened);
    return events
        .next(
            AccessObserved.class, e -> e.getAccessId().equals(answer.get("accessId")), 1, PATIENCE)
        .getFirst();
  }

  private static AccessRefused refused(UUID recordId) {
    return events
        .next(AccessRefused.class, e -> recordId.toString().equals(e.getRecordId()), 1, PATIENCE)
        .getFirst();
  }
}
