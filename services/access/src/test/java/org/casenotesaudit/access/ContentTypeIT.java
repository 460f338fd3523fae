package org.casenotesaudit.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In which types access takes wishes, gives content and tells of problems. */
class ContentTypeIT {

  private static final String MARIA = RunningAccess.token(RunningAccess.MARIA, "practitioner");
  private static RunningAccess access;

  @BeforeAll
  static void start() {
    access = RunningAccess.start();
  }

  @AfterAll
  static void stop() {
    access.close();
  }

  @ParameterizedTest(name = "Accept: {0}")
  @ValueSource(strings = {"video/mp4", "video/*;q=0.9, audio/*;q=0.8", "*/*"})
  void aVideoIsGivenToWhoeverAsksForVideo(String accept) {
    UUID video = access.caseNotes.video(UUID.randomUUID());

    HttpResponse<byte[]> answer =
        access.bytes(access.request(MARIA, contentOf("MEDIA", video)).header("Accept", accept));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("video/mp4");
    assertThat(answer.body()).isEqualTo(CaseNotesFake.mediaBytes());
  }

  @ParameterizedTest(name = "Accept: {0}")
  @ValueSource(strings = {"application/json", "*/*"})
  void aNoteIsGivenAsJson(String accept) {
    UUID note = access.caseNotes.note(UUID.randomUUID(), "text");

    HttpResponse<String> answer =
        access.send(access.request(MARIA, contentOf("CASE_NOTE", note)).header("Accept", accept));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
  }

  @ParameterizedTest(name = "Accept: {0}")
  @ValueSource(strings = {"video/mp4", "application/json", "application/problem+json"})
  void aProblemIsAProblemWhateverWasAskedFor(String accept) {
    HttpResponse<String> answer =
        access.send(
            access
                .request(MARIA, "/v1/accesses/" + UUID.randomUUID() + "/content")
                .header("Accept", accept));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(access.json(answer).get("code")).isEqualTo("not-found");
  }

  @Test
  void aWishInAnotherTypeIs415WithFoundAndExpected() {
    int asked = access.caseNotes.questionCount();

    HttpResponse<String> answer =
        access.send(
            access
                .request(MARIA, "/v1/accesses")
                .header("Content-Type", "text/plain")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        RunningAccess.wish("CASE_NOTE", UUID.randomUUID()))));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(415);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(access.json(answer))
        .containsEntry("code", "unsupported-media-type")
        .containsEntry("detail", "Content-Type: text/plain (expected: application/json)");
    assertThat(access.caseNotes.questionCount()).isEqualTo(asked);
  }

  private static String contentOf(String kind, UUID item) {
    HttpResponse<String> opened = access.open(RunningAccess.MARIA, kind, item);
    assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
    return (String) access.json(opened).get("contentUrl");
  }
}
