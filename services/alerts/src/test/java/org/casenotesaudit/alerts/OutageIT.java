package org.casenotesaudit.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.alerts.RunningAlerts.OMAR;
import static org.casenotesaudit.testkit.Eventually.eventually;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.casenotesaudit.alerts.RunningAlerts.Answer;
import org.casenotesaudit.alerts.StreamEvents.Flagged;
import org.casenotesaudit.alerts.console.OpenSessions;
import org.casenotesaudit.events.ConcernResolved;
import org.casenotesaudit.events.Severity;
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
  private static RunningAlerts alerts;

  private final CuttableProxy toKafka = Broker.running().wire();
  private final String client = StreamEvents.id();
  private final String path = "/v1/concerns/" + raised(client);
  private int keys;

  @BeforeAll
  static void start() {
    toDatabase = CuttableProxy.to(Postgres.running().port());
    alerts = RunningAlerts.over(toDatabase);
  }

  @AfterEach
  void mend() {
    toDatabase.mend();
    toKafka.mend();
  }

  @AfterAll
  static void stop() {
    alerts.server.close();
    toDatabase.close();
  }

  @Test
  void withoutTheDatabaseNothingIsShownOrDoneAndAfterwardsEverythingGoesOn() {
    String cookie =
        OpenSessions.cookie(alerts.server.getApplicationContext(), OMAR, "compliance-officer");
    Map<String, Supplier<Answer>> requests =
        Map.of(
            "the queue", () -> alerts.get(OMAR, "/v1/concerns"),
            "a concern", () -> alerts.get(OMAR, path),
            "a name", () -> alerts.post(OMAR, path + "/name", null),
            "a role without a right", this::aWrongRole,
            "an assignment", () -> alerts.post(OMAR, path + "/assign", Map.of("assigneeId", OMAR)));
    Supplier<Answer> comment = aComment("Once.");
    String other = StreamEvents.id();

    toDatabase.cut();
    requests.forEach((what, request) -> assertStorageUnavailable(what, request.get()));
    assertStorageUnavailable("a comment", comment.get());
    Answer page = alerts.call("GET", "/", null, null, "Cookie", cookie);
    assertThat(page.status()).isEqualTo(503);
    assertThat(page.body()).startsWith("<!").doesNotContain("jdbc");
    alerts.stream.raise(
        Flagged.by(StreamEvents.id(), other), "after-ending", Severity.HIGH, 700, 1);

    toDatabase.mend();
    assertThat(afterwards(comment).status()).isEqualTo(201);
    assertThat(comment.get().status()).as("again, under the same key").isEqualTo(201);
    Answer concern = afterwards(() -> alerts.get(OMAR, path));
    assertThat(concern.json().path("comments")).hasSize(1);
    assertThat(concern.json().path("concern").path("status").asText()).isEqualTo("open");
    assertThat(concern.json().path("timeline").toString())
        .doesNotContain("ASSIGNED")
        .doesNotContain("NAME");
    assertThat(alerts.call("GET", "/", null, null, "Cookie", cookie).status())
        .as("the session goes on, too")
        .isEqualTo(200);
    alerts.concernAbout(other);
    assertThatReviewsAre("ConcernCommented", "ConcernViewed", "ConcernResolved");
  }

  @Test
  void withoutKafkaReviewsGoOnAndAreDeliveredAfterwardsOnceAndNewAlertsAreSeen() {
    String other = StreamEvents.id();

    toKafka.cut();
    assertThat(aComment("While Kafka is away.").get().status()).isEqualTo(201);
    assertThat(alerts.get(OMAR, path).status()).isEqualTo(200);
    alerts.stream.raise(
        Flagged.by(StreamEvents.id(), other), "after-ending", Severity.HIGH, 700, 1);
    // Meanwhile the database goes and comes back, too: what it acknowledged, it still holds.
    Supplier<Answer> late = aComment("Late.");
    toDatabase.cut();
    assertStorageUnavailable("a comment", late.get());
    toDatabase.mend();
    assertThat(afterwards(late).status()).isEqualTo(201);
    assertThat(unsent()).isGreaterThanOrEqualTo(3);
    assertThat(alerts.concernsAbout(OMAR, other)).isEmpty();

    toKafka.mend();
    alerts.concernAbout(other);
    assertThatReviewsAre(
        "ConcernCommented", "ConcernViewed", "ConcernCommented", "ConcernResolved");
    eventually("nothing waits", BACK, OutageIT::unsent, waiting -> waiting == 0);
  }

  private static String raised(String client) {
    alerts.stream.raise(
        Flagged.by(StreamEvents.id(), client), "after-ending", Severity.HIGH, 700, 1);
    return alerts.concernAbout(client).path("concernId").asText();
  }

  /** The same request each time: the same key, the same body. */
  private Supplier<Answer> aComment(String text) {
    String key = client + "-" + keys++;
    return () ->
        alerts.call(
            "POST",
            path + "/comments",
            Map.of("text", text),
            RunningAlerts.token(OMAR, "compliance-officer"),
            "Idempotency-Key",
            key);
  }

  private Answer aWrongRole() {
    return alerts.call("GET", path, null, RunningAlerts.token(OMAR, "practitioner"));
  }

  private void assertStorageUnavailable(String what, Answer answer) {
    assertThat(answer.status()).as(what + ": " + answer.body()).isEqualTo(503);
    assertThat(answer.code()).as(what).isEqualTo("storage-unavailable");
    assertThat(answer.body())
        .doesNotContain("narrative")
        .doesNotContain("Quillfeather")
        .doesNotContain("jdbc");
  }

  private static Answer afterwards(Supplier<Answer> request) {
    return eventually("an answer", BACK, request, answer -> answer.status() != 503);
  }

  /** What was published about the client, each once, in the order in which it was done. */
  private void assertThatReviewsAre(String... expected) {
    try (TopicReader reader = TopicReader.fromBeginning(Topics.REVIEWS)) {
      assertThat(
              alerts
                  .post(OMAR, path + "/resolve", Map.of("resolution", "REASON_CONFIRMED"))
                  .status())
          .isEqualTo(200);
      List<TopicReader.Read> read =
          reader.upTo(
              each -> client.equals(each.envelope().getClientId()),
              each -> each.event() instanceof ConcernResolved,
              BACK);
      assertThat(read)
          .extracting(each -> each.event().getClass().getSimpleName())
          .containsExactly(expected);
    }
  }

  private static long unsent() {
    try (Connection connection = alerts.database.asMigrate().getConnection();
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select count(*) from outbox where sent_at is null"
                        + " and event_type not like '%Heartbeat'")) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }
}
