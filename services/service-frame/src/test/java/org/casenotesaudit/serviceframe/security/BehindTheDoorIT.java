package org.casenotesaudit.serviceframe.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.serviceframe.RunningFrame.MARIA;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.casenotesaudit.events.RequestRefusalReason;
import org.casenotesaudit.events.RequestRefused;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.serviceframe.RunningFrame;
import org.casenotesaudit.serviceframe.ShelfController;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Who has the role and is refused by the route itself is on record too, and once; what cannot be
 * put on record does not happen.
 */
class BehindTheDoorIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String PATH = "/shelves/8b0b6a4e-0000-4000-8000-00000000cafe";

  private RunningFrame frame;
  private TopicReader reader;

  @BeforeEach
  void start() throws Exception {
    frame = new RunningFrame();
    reader = TopicReader.fromNow(Topics.refusalsOf("access"));
  }

  @AfterEach
  void stop() {
    reader.close();
    frame.close();
  }

  private HttpResponse<String> make(String thing) {
    return frame.send(
        "POST",
        PATH,
        "{\"name\":\"" + thing + "\"}",
        RunningFrame.token(MARIA, "practitioner"),
        "Idempotency-Key",
        "k-1");
  }

  @Test
  void aRefusalByTheRouteIsOnRecordBeforeTheAnswerByTheRoutesTemplate() throws Exception {
    HttpResponse<String> answer = make(ShelfController.FORBIDDEN);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("\"own-shelf\"");
    assertThat(events()).isEqualTo(1);
    RequestRefused refused = reader.next(RequestRefused.class, any -> true, 1, SOON).getFirst();
    assertThat(refused.getReason()).isEqualTo(RequestRefusalReason.SCOPE_WRONG);
    assertThat(refused.getEnvelope().getActorId()).isEqualTo(MARIA);
    assertThat(refused.getMethod()).isEqualTo("POST");
    assertThat(refused.getRoute()).isEqualTo("/shelves/{shelf}");
    assertThat(refused.getSourceAddressDigest()).isNull();
    assertThat(refused.toString()).doesNotContain("cafe");
    reader.assertNothingMore(Duration.ofSeconds(1));
  }

  @Test
  void aRefusalThatTheRoutePutOnRecordItselfIsNotRecordedTwice() throws Exception {
    HttpResponse<String> answer = make(ShelfController.FORBIDDEN_ON_RECORD);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(events()).isZero();
  }

  @Test
  void whatIsTooLargeForTheTrailIsA413AndNothingOfItHappened() throws Exception {
    HttpResponse<String> answer = make(ShelfController.TOO_LARGE);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
    assertThat(answer.body())
        .contains("\"code\":\"request-entity-too-large\"")
        .containsPattern(
            "what would go on record: 240\\d{3} bytes \\(expected: at most 60000 bytes");
    assertThat(events()).isZero();
    assertThat(make("small").statusCode()).as("the key is as if never used").isEqualTo(201);
  }

  private long events() throws Exception {
    return (Long) frame.sql("select count(*) from outbox where event_type like '%RequestRefused'");
  }
}
