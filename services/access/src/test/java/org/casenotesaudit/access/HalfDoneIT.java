package org.casenotesaudit.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.access.Deed.afterwards;
import static org.casenotesaudit.access.RunningAccess.DORA;
import static org.casenotesaudit.access.RunningAccess.MARIA;
import static org.casenotesaudit.testkit.Eventually.eventually;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.casenotesaudit.access.intake.BalpServer;
import org.casenotesaudit.testkit.CuttableProxy;
import org.casenotesaudit.testkit.Postgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The database goes away before a request of any route, or between its rows and their events: 503,
 * and nothing is half done. Once it is back the same request is done, once.
 */
class HalfDoneIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String ONE_REPORT = aReport();
  private static final String ANOTHER_REPORT = ONE_REPORT.replace(":30.123456", ":30.123457");

  /** What is reported of a client waits for whatever else happens to that client. */
  private static final String WAITING_FOR_A_CLIENT =
      """
      select count(*) from pg_locks
       where locktype = 'advisory' and classid = 3 and not granted
         and database = (select oid from pg_database where datname = current_database())
      """;

  private static CuttableProxy toDatabase;
  private static RunningAccess access;

  @BeforeAll
  static void start() {
    toDatabase = CuttableProxy.to(Postgres.running().port());
    access = RunningAccess.over(toDatabase);
  }

  @AfterEach
  void mend() {
    access.caseNotes.beforeContent(() -> {});
    toDatabase.mend();
  }

  @AfterAll
  static void stop() {
    access.close();
    toDatabase.close();
  }

  static Stream<Deed> deeds() {
    UUID one = UUID.randomUUID();
    UUID another = UUID.randomUUID();
    UUID third = UUID.randomUUID();
    return Stream.of(
        Deed.opening(access),
        Deed.nameDisclosure(access),
        Deed.reasonDisclosure(access),
        Deed.report(access, one, about(one, ONE_REPORT)),
        Deed.reports(
            access,
            another,
            "transaction",
            about(another, ONE_REPORT),
            about(another, ANOTHER_REPORT)),
        Deed.reports(
            access, third, "batch", about(third, ONE_REPORT), about(third, ANOTHER_REPORT)),
        Deed.mapping(access),
        Deed.relation(access),
        Deed.relationEnd(access),
        Deed.workerFile(access));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("deeds")
  void whatCannotBeRecordedIsNotDoneAndIsDoneOnceAfterwards(Deed deed) {
    Left before = left(deed);

    toDatabase.cut();
    assertUnavailable(deed.ask().get(), deed.isInFhirsWords());
    toDatabase.mend();

    assertThat(left(deed)).isEqualTo(before);
    assertIsDoneOnce(deed, before);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("deeds")
  void whatBreaksOffBetweenItsRowsAndTheirEventsLeavesNeitherAndIsDoneOnceAfterwards(Deed deed)
      throws Exception {
    Left before = left(deed);

    breakOff(deed, deed.trace().halfway(), "lock table outbox in share mode");

    assertThat(left(deed)).isEqualTo(before);
    assertIsDoneOnce(deed, before);
  }

  /** Each entry of a batch stands for itself, so the one that was taken in stays. */
  @Test
  void aBatchThatBreaksOffBetweenItsEntriesIsTakenInOnceWhenItIsSentAgain() throws Exception {
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    Deed batch =
        Deed.reports(
            access, first, "batch", about(first, ONE_REPORT), about(second, ANOTHER_REPORT));
    String ofTheFirst = Deed.accessesOf(first).rows();
    String ofTheSecond = Deed.accessesOf(second).rows();

    breakOff(
        batch, WAITING_FOR_A_CLIENT, "select pg_advisory_xact_lock(3, " + second.hashCode() + ")");
    assertThat(count(ofTheFirst)).isEqualTo(1);
    assertThat(count(ofTheSecond)).isZero();

    HttpResponse<String> again = afterwards(batch.ask());
    assertThat(again.body()).contains("nothing added").contains("taken in: 1 on record");
    assertThat(count(ofTheFirst)).isEqualTo(1);
    assertThat(count(ofTheSecond)).isEqualTo(1);
  }

  @Test
  void withoutTheDatabaseNoRangeOfAnOpenRecordingLeaves() {
    Recording recording = Recording.open();
    int fetched = access.caseNotes.redeemedCount();

    toDatabase.cut();
    assertUnavailable(recording.range(), false);
    toDatabase.mend();

    assertThat(access.caseNotes.redeemedCount()).isEqualTo(fetched);
    recording.assertIsShownAndCountedOnce();
  }

  @Test
  void aRangeThatCannotBeCountedDoesNotLeave() {
    Recording recording = Recording.open();

    // The grant has been found, and case-notes sends the bytes.
    access.caseNotes.beforeContent(toDatabase::cut);
    assertUnavailable(recording.range(), false);
    access.caseNotes.beforeContent(() -> {});
    toDatabase.mend();

    recording.assertIsShownAndCountedOnce();
  }

  @ParameterizedTest(name = "GET {0}")
  @ValueSource(
      strings = {
        "/v1/intake-mappings/unmapped",
        "/v1/workers/00000000-0000-4000-8000-0000000000ff",
      })
  void withoutTheDatabaseNothingIsReadFromIt(String path) {
    String dora = RunningAccess.token(DORA, "directory-admin");

    toDatabase.cut();
    assertUnavailable(access.get(dora, path), false);
    toDatabase.mend();

    assertThat(afterwards(() -> access.get(dora, path)).statusCode()).isIn(200, 404);
  }

  /** An open grant of a recording of which nothing was shown yet. */
  private record Recording(String accessId, String contentUrl) {

    static Recording open() {
      UUID video = access.caseNotes.video(UUID.randomUUID());
      var opened = access.json(afterwards(() -> access.open(MARIA, "MEDIA", video)));
      return new Recording((String) opened.get("accessId"), (String) opened.get("contentUrl"));
    }

    HttpResponse<String> range() {
      return access.send(
          access
              .request(RunningAccess.token(MARIA, "practitioner"), contentUrl)
              .header("Range", "bytes=100-299"));
    }

    void assertIsShownAndCountedOnce() {
      assertThat(viewing("range_count")).isEqualTo(0);
      assertThat(viewing("bytes_served")).isEqualTo(0L);
      assertThat(afterwards(this::range).statusCode()).isEqualTo(206);
      assertThat(viewing("range_count")).isEqualTo(1);
      assertThat(viewing("bytes_served")).isEqualTo(200L);
    }

    private Object viewing(String column) {
      return access.sql(
          "select " + column + " from media_viewing where access_id = '" + accessId + "'");
    }
  }

  /** What a deed has left in the database. */
  private record Left(long rows, long events) {}

  private static Left left(Deed deed) {
    return new Left(count(deed.trace().rows()), count(deed.trace().events()));
  }

  private static void assertIsDoneOnce(Deed deed, Left before) {
    Left after = new Left(before.rows() + deed.count(), before.events() + deed.count());

    HttpResponse<String> done = afterwards(deed.ask());
    assertThat(done.statusCode()).as(done.body()).isEqualTo(deed.status());
    assertThat(left(deed)).isEqualTo(after);
    if (deed.isInFhirsWords()) {
      assertThat(afterwards(deed.ask()).body()).contains("nothing added");
      assertThat(left(deed)).isEqualTo(after);
    }
  }

  /** Cuts the database off while the request waits there for what the test holds. */
  private static void breakOff(Deed deed, String waiting, String hold) throws Exception {
    try (Connection holder = access.database.asMigrate().getConnection()) {
      holder.setAutoCommit(false);
      holder.createStatement().execute(hold);
      var answer =
          eventually(
              "a request that waits",
              PATIENCE,
              () -> askedUntilItWaits(deed.ask(), waiting),
              asked -> !asked.isDone());
      toDatabase.cut();
      assertUnavailable(answer.get(), deed.isInFhirsWords());
      holder.rollback();
    }
    toDatabase.mend();
  }

  /** Answered at once if the pool still held what an earlier test had cut. */
  private static CompletableFuture<HttpResponse<String>> askedUntilItWaits(
      Supplier<HttpResponse<String>> ask, String waiting) {
    var answer = CompletableFuture.supplyAsync(ask);
    while (!answer.isDone() && count(waiting) == 0) {
      Thread.onSpinWait();
    }
    return answer;
  }

  private static void assertUnavailable(HttpResponse<String> answer, boolean inFhirsWords) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    assertThat(answer.body())
        .contains("\"code\":\"storage-unavailable\"")
        .doesNotContainIgnoringCase("canary")
        .doesNotContain("accessId")
        .doesNotContain("jdbc");
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith(inFhirsWords ? "application/fhir+json" : "application/problem+json");
    if (inFhirsWords) {
      assertThat(answer.body())
          .contains("\"resourceType\":\"OperationOutcome\"")
          .contains("\"code\":\"transient\"");
    }
  }

  private static long count(String query) {
    return (Long) access.sql(query);
  }

  private static String about(UUID client, String report) {
    return Deed.about(access, client, report);
  }

  /** What HAPI's interceptor sends when somebody reads a document about a patient. */
  private static String aReport() {
    try (BalpServer server = BalpServer.start()) {
      return server
          .reportsOf("GET DocumentReference/d-1")
          .getFirst()
          .replaceFirst(
              "\"recorded\"\\s*:\\s*\"[^\"]*\"",
              "\"recorded\":\"2026-03-02T10:15:30.123456+01:00\"");
    }
  }
}
