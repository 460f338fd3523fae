package org.casenotesaudit.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.access.RunningAccess.COLIN;
import static org.casenotesaudit.access.RunningAccess.DORA;
import static org.casenotesaudit.access.RunningAccess.MARIA;
import static org.casenotesaudit.testkit.Eventually.eventually;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.Broker;
import org.casenotesaudit.testkit.CuttableProxy;
import org.casenotesaudit.testkit.Postgres;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What is away makes 503; nothing is shown and nothing is half done. When it is back, so is the
 * app.
 */
class OutageIT {

  private static final Duration BACK = Duration.ofSeconds(30);
  private static CuttableProxy toDatabase;
  private static RunningAccess access;

  private final CuttableProxy toKafka = Broker.running().wire();
  private final UUID client = UUID.randomUUID();
  private final UUID note = access.caseNotes.note(client, "canary-text");

  @BeforeAll
  static void start() {
    toDatabase = CuttableProxy.to(Postgres.running().port());
    access = RunningAccess.over(toDatabase);
  }

  @AfterEach
  void mend() {
    access.caseNotes.beforeDecision(() -> {});
    toDatabase.mend();
    toKafka.mend();
  }

  @AfterAll
  static void stop() {
    access.close();
    toDatabase.close();
  }

  private HttpResponse<String> open() {
    return access.open(MARIA, "CASE_NOTE", note);
  }

  private HttpResponse<String> content(HttpResponse<String> opened) {
    return access.get(
        RunningAccess.token(MARIA, "practitioner"), (String) access.json(opened).get("contentUrl"));
  }

  private HttpResponse<String> aWorkerFile() {
    return access.put(
        RunningAccess.token(DORA, "directory-admin"),
        "/v1/workers/" + client,
        "{\"displayName\":\"A"
            + " Name\",\"roles\":[],\"teams\":[],\"supervisors\":[],\"dutyPeriods\":[],"
            + "\"employment\":[]}");
  }

  private HttpResponse<String> aWrongRole() {
    return access.get(RunningAccess.token(COLIN, "practitioner"), "/v1/workers/" + client);
  }

  private static HttpResponse<String> afterwards(Supplier<HttpResponse<String>> request) {
    return eventually("an answer", BACK, request, answer -> answer.statusCode() != 503);
  }

  private static void assertStorageUnavailable(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(access.json(answer).get("code")).isEqualTo("storage-unavailable");
    assertThat(answer.body())
        .doesNotContain("canary")
        .doesNotContain("accessId")
        .doesNotContain("jdbc");
  }

  @Test
  void withoutTheDatabaseNothingIsOpenedAndNothingIsShownAndAfterwardsBothAre() {
    HttpResponse<String> opened = open();
    int redeemed = access.caseNotes.redeemedCount();

    toDatabase.cut();
    assertStorageUnavailable(open());
    assertStorageUnavailable(content(opened));
    assertStorageUnavailable(aWorkerFile());
    assertStorageUnavailable(aWrongRole());
    assertThat(access.caseNotes.redeemedCount()).isEqualTo(redeemed);

    toDatabase.mend();
    HttpResponse<String> shown = afterwards(() -> content(opened));
    assertThat(shown.statusCode()).as("the grant was not used up").isEqualTo(200);
    assertThat(shown.body()).contains("canary-text");
    assertThat(afterwards(this::open).statusCode()).isEqualTo(201);
    assertThat(afterwards(this::aWorkerFile).statusCode()).isEqualTo(200);
    assertThat(afterwards(this::aWrongRole).statusCode()).isEqualTo(403);
    assertThatAccessesOnTheTopicAre(3);
  }

  @Test
  void aCommitThatFailsAfterThePermissionShowsNothingAndLeavesNothing() {
    // The permission is given; then the database goes away before it is on record.
    access.caseNotes.beforeDecision(toDatabase::cut);
    int redeemed = access.caseNotes.redeemedCount();

    assertStorageUnavailable(open());
    assertThat(access.caseNotes.redeemedCount()).isEqualTo(redeemed);
    assertThat(records()).isZero();

    access.caseNotes.beforeDecision(() -> {});
    toDatabase.mend();
    assertThat(afterwards(this::open).statusCode()).isEqualTo(201);
    assertThat(records()).isEqualTo(1);
    assertThatAccessesOnTheTopicAre(2);
  }

  @Test
  void withoutKafkaNotesAreOpenedAndShownAndTheirAccessesAreDeliveredAfterwardsOnce() {
    eventually("nothing waits", BACK, OutageIT::unsent, waiting -> waiting == 0);

    toKafka.cut();
    assertThat(content(open()).body()).contains("canary-text");
    assertThat(open().statusCode()).isEqualTo(201);
    assertThat(aWrongRole().statusCode()).isEqualTo(403);
    // Meanwhile the database goes and comes back, too: what it acknowledged, it still holds.
    toDatabase.cut();
    assertStorageUnavailable(open());
    toDatabase.mend();
    assertThat(afterwards(this::open).statusCode()).isEqualTo(201);
    assertThat(unsent()).isGreaterThanOrEqualTo(4);

    toKafka.mend();
    assertThatAccessesOnTheTopicAre(4);
    eventually("nothing waits", BACK, OutageIT::unsent, waiting -> waiting == 0);
  }

  @Test
  void withoutCaseNotesNothingIsPermittedOnRecord() {
    try (RunningAccess alone = RunningAccess.start()) {
      UUID unread = alone.caseNotes.note(UUID.randomUUID(), "text");
      alone.caseNotes.close();

      HttpResponse<String> opened = alone.open(MARIA, "CASE_NOTE", unread);

      assertThat(opened.statusCode()).as(opened.body()).isEqualTo(503);
      assertThat(alone.json(opened).get("code")).isEqualTo("case-notes-unavailable");
      assertThat(alone.sql("select count(*) from access_record")).isEqualTo(0L);
      assertThat(alone.sql("select count(*) from outbox where event_type like '%Access%'"))
          .isEqualTo(0L);
    }
  }

  /** One more access ends them; each was published once, in the order in which they were made. */
  private void assertThatAccessesOnTheTopicAre(int expected) {
    try (TopicReader reader = TopicReader.fromBeginning(Topics.ACCESS_OBSERVED)) {
      String last = (String) access.json(open()).get("accessId");
      List<TopicReader.Read> read =
          reader.upTo(
              each -> client.toString().equals(each.envelope().getClientId()),
              each -> each.event() instanceof AccessObserved it && it.getAccessId().equals(last),
              BACK);
      assertThat(read).hasSize(expected);
      assertThat(read).extracting(each -> each.envelope().getSourceSequence()).isSorted();
      assertThat(records()).isEqualTo(expected);
    }
  }

  private long records() {
    return (Long)
        access.sql("select count(*) from access_record where client_id = '" + client + "'");
  }

  private static long unsent() {
    return (Long)
        access.sql(
            "select count(*) from outbox where sent_at is null"
                + " and event_type not like '%Heartbeat'");
  }
}
