package org.casenotesaudit.casenotes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.casenotes.RunningCaseNotes.COLIN;
import static org.casenotesaudit.casenotes.RunningCaseNotes.MARIA;
import static org.casenotesaudit.casenotes.RunningCaseNotes.access;
import static org.casenotesaudit.casenotes.RunningCaseNotes.practitioner;
import static org.casenotesaudit.casenotes.RunningCaseNotes.token;
import static org.casenotesaudit.testkit.Eventually.eventually;

import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.casenotesaudit.casenotes.RunningCaseNotes.Answer;
import org.casenotesaudit.events.CaseClosed;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.Broker;
import org.casenotesaudit.testkit.CuttableProxy;
import org.casenotesaudit.testkit.Postgres;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** PostgreSQL or Kafka goes and comes back; the app stays as it is. */
class OutageIT {

  private static final Duration BACK = Duration.ofSeconds(30);
  private static CuttableProxy toDatabase;
  private static RunningCaseNotes app;

  private final CuttableProxy toKafka = Broker.running().wire();
  private final String client = app.aClient();
  private final String caseId = app.aCaseOf(client);
  private int keys;

  @BeforeAll
  static void start() {
    toDatabase = CuttableProxy.to(Postgres.running().port());
    app = new RunningCaseNotes(Postgres.running().newDatabase("case-notes"), toDatabase);
  }

  @AfterEach
  void mend() {
    toDatabase.mend();
    toKafka.mend();
  }

  @AfterAll
  static void stop() {
    app.server.close();
    toDatabase.close();
  }

  @Test
  void withoutTheDatabaseNothingIsDoneOrShownAndAfterwardsEverythingGoesOn() throws Exception {
    String note = app.aNoteIn(caseId, "words");
    String grant = app.grantFor(MARIA, "CASE_NOTE", note);
    Map<String, Supplier<Answer>> requests =
        Map.of(
            "a note",
            aNote("more words"),
            "a recording",
            this::aRecording,
            "a reading",
            () -> app.post(access(), "/v1/grants/" + grant + "/content", ""),
            "a role without a right",
            this::aWrongRole);
    long notes = number("select count(*) from note");

    toDatabase.cut();
    requests.forEach(
        (what, request) -> {
          long began = System.nanoTime();
          Answer answer = request.get().expecting(503);
          assertThat(answer.field("code")).as(what).isEqualTo("storage-unavailable");
          assertThat(answer.text()).doesNotContain("jdbc").doesNotContain("words");
          assertThat(Duration.ofNanos(System.nanoTime() - began))
              .as(what + ": waits two seconds for a connection")
              .isLessThan(Duration.ofSeconds(8));
        });
    assertThat(number("select count(*) from note")).isEqualTo(notes);
    assertThat(number("select count(*) from media_chunk")).isZero();

    toDatabase.mend();
    assertThat(afterwards(requests.get("a reading")).expecting(200).field("text"))
        .as("the grant was not used up")
        .isEqualTo("words");
    afterwards(requests.get("a note")).expecting(201);
    afterwards(requests.get("a recording")).expecting(201);
    afterwards(requests.get("a role without a right")).expecting(403);
    assertThat(number("select count(*) from note")).isEqualTo(notes + 1);
    assertThatEventsAre(
        "ClientRegistered",
        "CaseOpened",
        "CaseNoteRecorded",
        "CaseNoteRecorded",
        "MediaCaptured",
        "CaseClosed");
  }

  @Test
  void withoutKafkaWritesAndReadsSucceedAndAreDeliveredAfterwardsOnceInOrder() throws Exception {
    eventually("nothing waits", BACK, this::unsent, waiting -> waiting == 0);

    toKafka.cut();
    String note = app.aNoteIn(caseId, "words");
    app.post(access(), "/v1/grants/" + app.grantFor(MARIA, "CASE_NOTE", note) + "/content", "")
        .expecting(200);
    aNote("more words").get().expecting(201);
    // Meanwhile the database goes and comes back, too: what it acknowledged, it still holds.
    Supplier<Answer> late = aNote("late words");
    toDatabase.cut();
    late.get().expecting(503);
    toDatabase.mend();
    afterwards(late).expecting(201);
    assertThat(unsent()).isGreaterThanOrEqualTo(3);

    toKafka.mend();
    assertThatEventsAre(
        "ClientRegistered",
        "CaseOpened",
        "CaseNoteRecorded",
        "CaseNoteRecorded",
        "CaseNoteRecorded",
        "CaseClosed");
    eventually("nothing waits", BACK, this::unsent, waiting -> waiting == 0);
  }

  /** The same request each time: the same key, the same body. */
  private Supplier<Answer> aNote(String text) {
    String body = "{\"text\":\"" + text + "\",\"contactAt\":\"" + app.anHourAgo() + "\"}";
    String key = client + "-" + keys++;
    return () ->
        app.post(
            practitioner(MARIA), "/v1/cases/" + caseId + "/notes", body, "Idempotency-Key", key);
  }

  private Answer aRecording() {
    byte[] video = {0, 0, 0, 24, 'f', 't', 'y', 'p', 'i', 's', 'o', 'm', 0, 0, 0, 0};
    return app.send(
        new MultipartForm()
            .field("kind", "VIDEO")
            .field("capturedAt", app.anHourAgo().toString())
            .file("video/mp4", video)
            .post(
                HttpRequest.newBuilder(app.uri("/v1/cases/" + caseId + "/media"))
                    .header("Authorization", "Bearer " + practitioner(MARIA)))
            .build());
  }

  private Answer aWrongRole() {
    return app.post(token(COLIN, "auditor"), "/v1/cases/" + caseId + "/notes", "{}");
  }

  private static Answer afterwards(Supplier<Answer> request) {
    return eventually("an answer", BACK, request, answer -> answer.status() != 503);
  }

  /** All events about the client, each once, in the order of commit; closing the case ends them. */
  private void assertThatEventsAre(String... expected) {
    try (TopicReader reader = TopicReader.fromBeginning(Topics.CASE_NOTES_RECORD)) {
      app.post(practitioner(MARIA), "/v1/cases/" + caseId + "/close", "").expecting(200);
      List<TopicReader.Read> read =
          reader.upTo(
              each -> client.equals(each.envelope().getClientId()),
              each -> each.event() instanceof CaseClosed,
              BACK);
      assertThat(read)
          .extracting(each -> each.event().getClass().getSimpleName())
          .containsExactly(expected);
      assertThat(read).extracting(each -> each.envelope().getSourceSequence()).isSorted();
    }
  }

  private long unsent() {
    return number(
        "select count(*) from outbox where sent_at is null and event_type not like '%Heartbeat'");
  }

  private static long number(String sql) {
    try (Connection connection = app.database.asMigrate().getConnection();
        var rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }
}
