package org.casenotesaudit.serviceframe.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.serviceframe.RunningFrame.COLIN;
import static org.casenotesaudit.serviceframe.RunningFrame.MARIA;

import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.serviceframe.RunningFrame;
import org.casenotesaudit.serviceframe.ShelfController;
import org.casenotesaudit.serviceframe.events.EventOutbox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which trace an event of a request belongs to, and that what no request did belongs to none. */
class RequestTraceIT {

  private static final String PATH = "/shelves/8b0b6a4e-0000-4000-8000-00000000cafe";
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private static RunningFrame frame;

  @BeforeAll
  static void start() throws Exception {
    frame = new RunningFrame();
  }

  @AfterAll
  static void stop() {
    frame.close();
  }

  @Test
  void anEventIsOfTheTraceThatTheRequestNames() throws Exception {
    refusedAtTheDoor("traceparent", TRACE);
    assertThat(lastTrace()).isEqualTo(TRACE);

    refusedBehindTheDoor("traceparent", TRACE.replace("0af7", "1bf7"));
    assertThat(lastTrace()).isEqualTo(TRACE.replace("0af7", "1bf7"));
  }

  @Test
  void aRequestThatNamesNoneBeginsOne() throws Exception {
    refusedAtTheDoor();
    String first = lastTrace();
    refusedAtTheDoor();

    assertThat(Traceparent.read(first)).isPresent();
    assertThat(Traceparent.read(lastTrace())).isPresent();
    assertThat(lastTrace()).isNotEqualTo(first);
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {
        "Jane Canary",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        TRACE + "-Jane",
      })
  void whatIsNoTraceIsNotEchoed(String header) throws Exception {
    refusedAtTheDoor("traceparent", header);

    assertThat(Traceparent.read(lastTrace())).isPresent();
    assertThat(lastTrace()).doesNotContain("0af7651916").doesNotContain("b7ad6b71");
  }

  @Test
  void ofTwoTracesNeitherIsBelieved() throws Exception {
    refusedAtTheDoor("traceparent", TRACE, "traceparent", TRACE.replace("0af7", "1bf7"));

    assertThat(lastTrace()).doesNotContain("f7651916cd43dd8448eb211c80319c");
  }

  @Test
  void whatNoRequestDidIsOfNoTrace() throws Exception {
    EventOutbox outbox = frame.context.getBean(EventOutbox.class);
    refusedAtTheDoor("traceparent", TRACE);

    outbox.publishAlone(
        Topics.refusalsOf("access"),
        org.casenotesaudit.events.RequestRefused.newBuilder()
            .setEnvelope(outbox.envelope(null, null))
            .setReason(org.casenotesaudit.events.RequestRefusalReason.TOKEN_MISSING)
            .setMethod("GET")
            .setRoute("/")
            .setCount(1L)
            .build());

    assertThat(lastTrace()).isNull();
  }

  private static void refusedAtTheDoor(String... headers) {
    assertThat(
            frame
                .send(
                    "POST", PATH, "{\"name\":\"a\"}", RunningFrame.token(COLIN, "auditor"), headers)
                .statusCode())
        .isEqualTo(403);
  }

  private static void refusedBehindTheDoor(String... headers) {
    String body = "{\"name\":\"" + ShelfController.FORBIDDEN + "\"}";
    assertThat(
            frame
                .send("POST", PATH, body, RunningFrame.token(MARIA, "practitioner"), headers)
                .statusCode())
        .isEqualTo(403);
  }

  /** Of the newest event. */
  private static String lastTrace() throws Exception {
    return (String) frame.sql("select traceparent from outbox order by id desc limit 1");
  }
}
