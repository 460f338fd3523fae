package org.casenotesaudit.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.alerts.RunningAlerts.OMAR;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.casenotesaudit.alerts.StreamEvents.Flagged;
import org.casenotesaudit.events.ConcernAssigned;
import org.casenotesaudit.events.ConcernCommented;
import org.casenotesaudit.events.ConcernListKind;
import org.casenotesaudit.events.ConcernReopened;
import org.casenotesaudit.events.ConcernResolved;
import org.casenotesaudit.events.ConcernViewed;
import org.casenotesaudit.events.ConcernsListed;
import org.casenotesaudit.events.Resolution;
import org.casenotesaudit.events.Severity;
import org.casenotesaudit.events.Verdict;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.Test;

/** One concern from the topic to its resolution, and the trail that the reviewer leaves. */
class ConcernStoryIT {

  private final RunningAlerts alerts = RunningAlerts.shared();

  @Test
  void anAlertBecomesAConcernThatIsReviewedAndEachStepIsOnTheTopic() {
    String worker = StreamEvents.id();
    String client = StreamEvents.id();
    Flagged access = Flagged.by(worker, client);
    try (TopicReader reviews = TopicReader.fromNow(Topics.REVIEWS)) {
      alerts.stream.judge(access, 1, Verdict.FLAGGED, Verdict.FLAGGED, "after-ending");
      alerts.stream.raise(access, "after-ending", Severity.HIGH, 700, 1);
      JsonNode listed = alerts.concernAbout(client);
      String path = "/v1/concerns/" + listed.path("concernId").asText();
      assertThat(listed.path("status").asText()).isEqualTo("open");
      assertThat(listed.path("severity").asText()).isEqualTo("HIGH");
      assertThat(listed.toString()).doesNotContain(client).doesNotContain(worker);

      JsonNode opened =
          RunningAlerts.await(
                  "the judgement is there",
                  () -> alerts.get(OMAR, path),
                  answer -> !answer.json().path("judgements").isEmpty())
              .json();
      assertThat(opened.path("narrative").path("whatHappened").get(0).asText())
          .contains("opened a case note of client C-");
      assertThat(opened.path("narrative").path("whyFlagged").get(0).path("reasons").get(0).asText())
          .isEqualTo("The case had been closed for 214 days.");
      assertThat(opened.path("alerts").get(0).path("accessId").asText()).isEqualTo(access.access());

      JsonNode assigned = alerts.post(OMAR, path + "/assign", Map.of("assigneeId", OMAR)).json();
      assertThat(assigned.path("status").asText()).isEqualTo("in-review");
      var commented = alerts.post(OMAR, path + "/comments", Map.of("text", "Spoke with her."));
      assertThat(commented.status()).isEqualTo(201);
      var resolved =
          alerts.post(
              OMAR, path + "/resolve", Map.of("resolution", "POLICY_BREACH", "text", "No task."));
      assertThat(resolved.status()).isEqualTo(200);
      assertThat(resolved.json().path("status").asText()).isEqualTo("resolved");
      assertThat(
              alerts
                  .post(OMAR, path + "/reopen", Map.of("text", "Canary: the roster was wrong."))
                  .json()
                  .path("status")
                  .asText())
          .isEqualTo("open");

      List<TopicReader.Read> read = new ArrayList<>();
      RunningAlerts.await(
          "the reopening is on the topic",
          () -> {
            // Heartbeats and other concerns travel on the same topic.
            read.addAll(reviews.next(1, Duration.ofSeconds(20)));
            return read;
          },
          all -> all.stream().anyMatch(one -> one.event() instanceof ConcernReopened));
      var said =
          read.stream()
              .filter(one -> client.equals(one.envelope().getClientId()))
              .map(TopicReader.Read::event)
              .toList();
      assertThat(said)
          .extracting(event -> (Object) event.getClass())
          .containsSubsequence(
              ConcernViewed.class,
              ConcernAssigned.class,
              ConcernCommented.class,
              ConcernResolved.class,
              ConcernReopened.class);
      assertThat(said)
          .filteredOn(ConcernResolved.class::isInstance)
          .singleElement()
          .satisfies(
              event -> {
                ConcernResolved resolution = (ConcernResolved) event;
                assertThat(resolution.getResolution()).isEqualTo(Resolution.POLICY_BREACH);
                assertThat(resolution.getAlertIds())
                    .containsExactly(access.alertId("after-ending"));
                assertThat(resolution.getEnvelope().getActorId()).isEqualTo(OMAR);
                assertThat(resolution.getEnvelope().getSourceSequence()).isPositive();
              });
      assertThat(said.toString()).doesNotContain("Spoke with her").doesNotContain("No task");
    }
  }

  @Test
  void theSameAlertReadTwiceChangesNothing() {
    String client = StreamEvents.id();
    Flagged access = Flagged.by(StreamEvents.id(), client);
    alerts.stream.raise(access, "after-ending", Severity.HIGH, 700, 1);
    alerts.stream.raise(access, "after-ending", Severity.HIGH, 700, 1);
    alerts.stream.raise(access, "no-relationship", Severity.LOW, 200, 1);
    JsonNode concern =
        RunningAlerts.await(
                "both rules",
                () -> alerts.concernsAbout(OMAR, client),
                all -> !all.isEmpty() && all.getFirst().path("ruleIds").size() == 2)
            .getFirst();
    assertThat(concern.path("alertCount").asInt()).isEqualTo(2);
    assertThat(alerts.concernsAbout(OMAR, client)).hasSize(1);
  }

  @Test
  void aConcernWhoseAlertsAreAllWithdrawnClosesByItselfAndStaysVisible() {
    String client = StreamEvents.id();
    Flagged access = Flagged.by(StreamEvents.id(), client);
    alerts.stream.raise(access, "after-ending", Severity.HIGH, 700, 1);
    alerts.stream.withdraw(access, "after-ending", 2);
    RunningAlerts.await(
        "withdrawn",
        () -> alerts.concernsAbout(OMAR, client),
        all -> !all.isEmpty() && all.getFirst().path("status").asText().equals("withdrawn"));
    alerts.stream.raise(access, "after-ending", Severity.HIGH, 700, 3);
    RunningAlerts.await(
        "open again",
        () -> alerts.concernsAbout(OMAR, client),
        all -> all.size() == 1 && all.getFirst().path("status").asText().equals("open"));
  }

  @Test
  void aNewAlertOfASettledGroupOpensAConcernThatFollowsIt() {
    String worker = StreamEvents.id();
    String client = StreamEvents.id();
    Flagged first = Flagged.by(worker, client);
    alerts.stream.raise(first, "after-ending", Severity.HIGH, 700, 1);
    String settled = alerts.concernAbout(client).path("concernId").asText();
    alerts.post(
        OMAR, "/v1/concerns/" + settled + "/resolve", Map.of("resolution", "REASON_CONFIRMED"));
    alerts.stream.raise(
        Flagged.by(worker, client).at(first.at()), "after-ending", Severity.HIGH, 710, 1);
    List<JsonNode> both =
        RunningAlerts.await(
            "a second concern", () -> alerts.concernsAbout(OMAR, client), all -> all.size() == 2);
    String follower = both.getFirst().path("concernId").asText();
    assertThat(
            alerts.get(OMAR, "/v1/concerns/" + follower).json().path("followsConcernId").asText())
        .isEqualTo(settled);
    assertThat(both.getLast().path("status").asText()).isEqualTo("resolved");
  }

  @Test
  void anAlertThatIsNotAttributableOpensMendingNotConduct() {
    String client = StreamEvents.id();
    Flagged access = Flagged.by(StreamEvents.id(), client);
    alerts.stream.raise(
        access,
        "media-used-outside-authority",
        Severity.MEDIUM,
        400,
        2,
        false,
        List.of("authority-withdrawn"));
    JsonNode concern = alerts.concernAbout(client);
    assertThat(concern.path("kind").asText()).isEqualTo("MEND_RECORD");
    String narrative =
        alerts.get(OMAR, "/v1/concerns/" + concern.path("concernId").asText()).json().toString();
    assertThat(narrative).contains("nothing about the conduct").doesNotContain("legitimate");
  }

  @Test
  void theNameIsShownOnlyThroughAccessAndThatItWasIsOnTheTopic() {
    String client = StreamEvents.id();
    alerts.stream.raise(
        Flagged.by(StreamEvents.id(), client), "after-ending", Severity.HIGH, 700, 1);
    String id = alerts.concernAbout(client).path("concernId").asText();
    try (TopicReader reviews = TopicReader.fromNow(Topics.REVIEWS)) {
      var answer = alerts.post(OMAR, "/v1/concerns/" + id + "/name", null);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json().path("familyName").asText()).isEqualTo("Quillfeather");
      assertThat(alerts.neighbours.disclosures)
          .anySatisfy(asked -> assertThat(asked).contains(client).contains(OMAR).contains(id));
      List<TopicReader.Read> read = new ArrayList<>();
      RunningAlerts.await(
          "the view is on the topic",
          () -> {
            read.addAll(reviews.next(1, Duration.ofSeconds(20)));
            return read;
          },
          all ->
              all.stream()
                  .anyMatch(
                      one -> one.event() instanceof ConcernViewed viewed && viewed.getNameShown()));
      assertThat(
              read.stream()
                  .map(TopicReader.Read::event)
                  .filter(ConcernViewed.class::isInstance)
                  .map(ConcernViewed.class::cast)
                  .filter(viewed -> viewed.getConcernId().equals(id)))
          .as("that the concern is handled is on record before access is asked for the name")
          .extracting(ConcernViewed::getNameShown)
          .containsExactly(false, true);
      assertThat(
              read.stream()
                  .filter(
                      one ->
                          one.event() instanceof ConcernViewed viewed
                              && viewed.getConcernId().equals(id)))
          .as("both stand in the trace in which access was asked")
          .extracting(
              one -> new String(one.record().headers().lastHeader("traceparent").value(), UTF_8))
          .containsOnly(alerts.neighbours.traces.getLast());
    }
  }

  @Test
  void whyGlassWasBrokenIsReadThroughAccessAndThatItWasIsOnTheTopic() {
    String client = StreamEvents.id();
    Flagged broken = Flagged.by(StreamEvents.id(), client);
    alerts.stream.raise(broken, "break-glass-review", Severity.HIGH, 700, 1);
    String path = "/v1/concerns/" + alerts.concernAbout(client).path("concernId").asText();
    try (TopicReader reviews = TopicReader.fromNow(Topics.REVIEWS)) {
      var answer = alerts.post(OMAR, path + "/break-glass-reasons", null);
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.json().path("reasons").get(0).path("reason").asText())
          .isEqualTo("Quillfeather called.");
      assertThat(alerts.neighbours.reasonsAsked)
          .anySatisfy(
              asked -> assertThat(asked).contains(client).contains(OMAR).contains(broken.access()));
      ConcernViewed viewed =
          reviews
              .next(
                  ConcernViewed.class,
                  event -> client.equals(event.getEnvelope().getClientId()),
                  2,
                  Duration.ofSeconds(20))
              .getLast();
      assertThat(viewed.getReasonShown()).isTrue();
      assertThat(viewed.toString()).doesNotContain("Quillfeather");
    }
    assertThat(alerts.get(OMAR, path).body()).doesNotContain("Quillfeather");

    String other = StreamEvents.id();
    alerts.stream.raise(
        Flagged.by(StreamEvents.id(), other), "after-ending", Severity.HIGH, 700, 1);
    String without = "/v1/concerns/" + alerts.concernAbout(other).path("concernId").asText();
    assertThat(alerts.post(OMAR, without + "/break-glass-reasons", null).status()).isEqualTo(409);
  }

  @Test
  void aListThatIsShownIsOneEventWithWhatItWasNarrowedTo() {
    String client = StreamEvents.id();
    alerts.stream.raise(
        Flagged.by(StreamEvents.id(), client), "after-ending", Severity.HIGH, 700, 1);
    alerts.concernAbout(client);
    try (TopicReader reviews = TopicReader.fromNow(Topics.REVIEWS)) {
      String path =
          "/v1/concerns?status=open&severity=high&rule=after-ending&assignee=nobody&limit=1";
      int shown = alerts.get(OMAR, path).json().path("concerns").size();
      ConcernsListed listed =
          reviews
              .next(
                  ConcernsListed.class,
                  event -> event.getFilters().contains("severity=high"),
                  1,
                  Duration.ofSeconds(20))
              .getFirst();
      assertThat(listed.getListKind()).isEqualTo(ConcernListKind.QUEUE);
      assertThat(listed.getConcernCount()).isEqualTo(shown);
      assertThat(listed.getFilters())
          .containsExactly("status=open", "severity=high", "rule=after-ending", "assignee=nobody");
      assertThat(listed.getEnvelope().getActorId()).isEqualTo(OMAR);
      assertThat(listed.getEnvelope().getClientId()).isNull();
    }
  }

  @Test
  void whereAnEventStandsIsAskedInTheOfficersNameAndOnlyOfEventsOfTheConcern() {
    String client = StreamEvents.id();
    Flagged access = Flagged.by(StreamEvents.id(), client);
    alerts.stream.judge(access, 1, Verdict.FLAGGED, Verdict.FLAGGED, "after-ending");
    alerts.stream.raise(access, "after-ending", Severity.HIGH, 700, 1);
    String id = alerts.concernAbout(client).path("concernId").asText();
    JsonNode opened =
        RunningAlerts.await(
                "the judgement is there",
                () -> alerts.get(OMAR, "/v1/concerns/" + id),
                answer -> !answer.json().path("judgements").isEmpty())
            .json();
    ReviewerAtWork omar = new ReviewerAtWork(alerts, OMAR);
    for (String event :
        List.of(
            opened.path("alerts").get(0).path("eventId").asText(),
            opened.path("judgements").get(0).path("eventId").asText(),
            opened.path("timeline").findValuesAsText("eventId").getLast())) {
      var proof = omar.page("/concerns/" + id + "/proof/" + event);
      assertThat(proof.status()).as(proof.body()).isEqualTo(200);
      assertThat(proof.body()).contains("1234");
      assertThat(alerts.neighbours.entriesAsked)
          .contains("eventId=" + event + " on behalf of " + OMAR);
    }

    String other = StreamEvents.id();
    String foreign =
        alerts
            .stream
            .raise(Flagged.by(StreamEvents.id(), other), "after-ending", Severity.HIGH, 700, 1)
            .getEnvelope()
            .getEventId();
    alerts.concernAbout(other);
    for (String event : List.of(foreign, StreamEvents.id(), "no-id")) {
      assertThat(omar.page("/concerns/" + id + "/proof/" + event).status()).isEqualTo(404);
      assertThat(alerts.neighbours.entriesAsked).noneMatch(asked -> asked.contains(event));
    }
  }
}
