package org.casenotesaudit.serviceframe.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.serviceframe.RunningFrame.COLIN;
import static org.casenotesaudit.serviceframe.RunningFrame.MARIA;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.casenotesaudit.serviceframe.RunningFrame;
import org.casenotesaudit.serviceframe.ShelfController;
import org.casenotesaudit.serviceframe.configuration.AuditSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same request again: the same answer, for a day, to the same person, and the work once. */
class IdempotencyIT {

  private static final String BIRTHDAY = "{\"name\":\"2014-05-06\"}";
  private static RunningFrame frame;

  private final String key = UUID.randomUUID().toString();

  @BeforeAll
  static void start() throws Exception {
    frame = new RunningFrame();
  }

  @AfterAll
  static void stop() {
    frame.close();
  }

  private HttpResponse<String> send(String who, String method, String path, String body) {
    return frame.send(
        method, path, body, RunningFrame.token(who, "practitioner"), Idempotency.HEADER, key);
  }

  private String made(String who, String method, String path) {
    HttpResponse<String> answer = send(who, method, path, BIRTHDAY);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return answer.body();
  }

  @Test
  void theSameKeyIsAnotherRequestForAnotherPersonMethodOrRoute() {
    String first = made(MARIA, "POST", "/shelves/one");

    assertThat(made(COLIN, "POST", "/shelves/one")).isNotEqualTo(first);
    assertThat(made(MARIA, "PUT", "/shelves/one")).isNotEqualTo(first);
    assertThat(made(MARIA, "POST", "/shelves/two")).isNotEqualTo(first);
    assertThat(made(MARIA, "POST", "/shelves/one")).isEqualTo(first);
  }

  @Test
  void whileTheFirstIsBeingWorkedOnTheSecondIs409AndAfterwardsItGetsTheAnswer() throws Exception {
    ShelfController shelves = frame.context.getBean(ShelfController.class);
    String slow = "{\"name\":\"" + ShelfController.SLOW + "\"}";
    CompletableFuture<HttpResponse<String>> first =
        CompletableFuture.supplyAsync(() -> send(MARIA, "POST", "/shelves/one", slow));
    assertThat(shelves.slowBegan.await(20, TimeUnit.SECONDS)).isTrue();

    HttpResponse<String> second = send(MARIA, "POST", "/shelves/one", slow);
    HttpResponse<String> elsewhere = send(COLIN, "POST", "/shelves/one", BIRTHDAY);
    shelves.slowMayEnd.countDown();

    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(second.body()).contains("idempotency-key-in-flight");
    assertThat(elsewhere.statusCode()).isEqualTo(201);
    String answer = first.get(20, TimeUnit.SECONDS).body();
    assertThat(send(MARIA, "POST", "/shelves/one", slow).body()).isEqualTo(answer);
  }

  @Test
  void aKeyCountsForADayAndNoLonger() throws Exception {
    String first = made(MARIA, "POST", "/shelves/one");

    frame.clock.moveBy(Duration.ofHours(24).minusMillis(1));
    assertThat(made(MARIA, "POST", "/shelves/one")).isEqualTo(first);
    assertThat(send(MARIA, "POST", "/shelves/one", "{\"name\":\"x\"}").statusCode()).isEqualTo(422);

    frame.clock.moveBy(Duration.ofMillis(1));
    HttpResponse<String> next = send(MARIA, "POST", "/shelves/one", "{\"name\":\"x\"}");
    assertThat(next.statusCode()).as(next.body()).isEqualTo(201);
    assertThat(next.body()).isNotEqualTo(first);
    assertThat(send(MARIA, "POST", "/shelves/one", "{\"name\":\"x\"}").body())
        .isEqualTo(next.body());

    frame.clock.moveBy(Duration.ofHours(24));
    frame.context.getBean(Idempotency.class).forget();
    assertThat(frame.sql("select count(*) from idempotency_key where key = '" + key + "'"))
        .isEqualTo(0L);
  }

  @Test
  void aRequestThatFailedMayBeMadeAgainUnderItsKey() {
    String impossible = "{\"name\":\"" + ShelfController.IMPOSSIBLE + "\"}";
    assertThat(send(MARIA, "POST", "/shelves/one", impossible).statusCode()).isEqualTo(400);

    assertThat(made(MARIA, "POST", "/shelves/one")).isNotBlank();
  }

  @Test
  void whoReadsTheTableCannotFindABodyByTryingBodies() throws Exception {
    made(MARIA, "POST", "/shelves/one");
    made(COLIN, "POST", "/shelves/one");
    String unkeyed =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(BIRTHDAY.getBytes(StandardCharsets.UTF_8)));

    String where = " from idempotency_key t where t.key = '" + key + "'";
    assertThat((String) frame.sql("select min(body_digest)" + where))
        .matches("[0-9a-f]{64}")
        .isNotEqualTo(unkeyed);
    // Nor by sending a guess and looking whether the row is the same as a colleague's.
    assertThat(frame.sql("select count(distinct body_digest)" + where)).isEqualTo(2L);
    assertThat((String) frame.sql("select string_agg(t::text, ' ')" + where))
        .doesNotContain(unkeyed)
        .doesNotContain("2014-05-06");
  }

  @Test
  void theDigestsOfTwoServicesDiffer(@TempDir Path folder) throws Exception {
    var scope = new KeyScope(MARIA, "POST", "/shelves", key);

    assertThat(digestWithKeysIn(folder.resolve("one")).of(scope, BIRTHDAY))
        .isEqualTo(digestWithKeysIn(folder.resolve("one")).of(scope, BIRTHDAY))
        .isNotEqualTo(digestWithKeysIn(folder.resolve("two")).of(scope, BIRTHDAY));
  }

  private static BodyDigest digestWithKeysIn(Path folder) throws Exception {
    return new BodyDigest(
        new IdempotencySettings(folder.toString()),
        new AuditSettings("demo", "access", false, List.of()));
  }
}
