package org.casenotesaudit.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The trace of a request goes with it: on its event, and to case-notes. */
class TraceIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  private static final String MARIA = RunningAccess.token(RunningAccess.MARIA, "practitioner");

  private static RunningAccess access;

  @AutoClose
  private static final TopicReader observed = TopicReader.fromNow(Topics.ACCESS_OBSERVED);

  @BeforeAll
  static void start() {
    access = RunningAccess.start();
  }

  @AfterAll
  static void stop() {
    access.close();
  }

  @Test
  void aReadingStandsInTheTraceOfWhoAskedForItHereAndInCaseNotes() {
    HttpResponse<String> opened = open(UUID.randomUUID(), TRACE);
    assertThat(traceOfTheAccess(opened)).isEqualTo(TRACE);
    assertThat(access.caseNotes.traces().getLast()).isEqualTo(TRACE);

    String content = (String) access.json(opened).get("contentUrl");
    String another = TRACE.replace("0af7", "1bf7");
    access.send(access.request(MARIA, content).header("traceparent", another));
    assertThat(access.caseNotes.traces().getLast()).isEqualTo(another);
  }

  @Test
  void aReadingWhoseCallerNamesNoTraceBeginsOneThatCaseNotesSeesToo() {
    String first = traceOfTheAccess(open(UUID.randomUUID()));
    assertThat(access.caseNotes.traces().getLast()).isEqualTo(first);

    String misspelt = TRACE.toUpperCase(java.util.Locale.ROOT);
    String second = traceOfTheAccess(open(UUID.randomUUID(), misspelt));
    assertThat(access.caseNotes.traces().getLast()).isEqualTo(second);
    assertThat(second).isNotEqualTo(first).isNotEqualTo(TRACE);
  }

  private static HttpResponse<String> open(UUID client, String... traceparent) {
    UUID note = access.caseNotes.note(client, "text");
    HttpRequest.Builder request =
        access
            .request(MARIA, "/v1/accesses")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(RunningAccess.wish("CASE_NOTE", note)));
    for (String one : traceparent) {
      request.header("traceparent", one);
    }
    HttpResponse<String> opened = access.send(request);
    assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
    return opened;
  }

  /** As the record on the topic says it. */
  private static String traceOfTheAccess(HttpResponse<String> opened) {
    Object accessId = access.json(opened).get("accessId");
    List<TopicReader.Read> read =
        observed.upTo(
            one ->
                one.event() instanceof AccessObserved event && event.getAccessId().equals(accessId),
            one -> true,
            PATIENCE);
    return new String(read.getFirst().record().headers().lastHeader("traceparent").value(), UTF_8);
  }
}
