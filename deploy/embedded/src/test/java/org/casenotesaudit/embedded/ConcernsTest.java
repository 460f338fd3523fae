package org.casenotesaudit.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The story calls a concern what the console calls it. */
class ConcernsTest {
  private static final String SUMMARY =
      "{\"concernId\":\"k-1\",\"reference\":\"K-1\",\"severity\":\"HIGH\",\"clientRef\":\"C-1\"}";

  @TempDir Path run;

  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private HttpServer alerts;

  @BeforeEach
  void anAlertsService() throws IOException {
    alerts = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    answers("/default/token", "{\"access_token\":\"any\"}");
    answers("/v1/concerns", "{\"concerns\":[" + SUMMARY + "]}");
    answers(
        "/v1/concerns/k-1",
        "{\"concern\":"
            + SUMMARY
            + ",\"alerts\":[{\"accessId\":\"a-1\"}],\"narrative\":{\"whyFlagged\":["
            + "{\"ruleId\":\"no-relationship\",\"title\":\"Another rule\"},"
            + "{\"ruleId\":\"after-ending\",\"title\":\"Opened after the work had ended\"}]}}");
    alerts.start();
  }

  @AfterEach
  void stop() {
    alerts.stop(0);
  }

  @Test
  void aConcernIsCalledWhatTheConsoleCallsItWithTheIdOfTheRule() throws Exception {
    var found = concerns().await("client-1", "a-1", "after-ending");

    assertThat(found.why()).isEqualTo("Opened after the work had ended (after-ending)");
    assertThat(found.reference()).isEqualTo("K-1");
    assertThat(found.severity()).isEqualTo("HIGH");
  }

  @Test
  void aConcernThatDoesNotSayWhyIsNotAsTold() {
    assertThatThrownBy(() -> concerns().await("client-1", "a-1", "break-glass-review"))
        .isInstanceOf(Story.BrokenException.class)
        .hasMessage("the concern does not say why it was flagged by break-glass-review");
  }

  @Test
  void thereIsAPageToLookAtUnlessTheSystemIsRemovedAtOnce() throws Exception {
    var page = "http://127.0.0.1:" + alerts.getAddress().getPort() + "/concerns/k-1";
    var kept = concerns();
    kept.sayWhereToLook(kept.await("client-1", "a-1", "after-ending"));
    assertThat(told.toString(StandardCharsets.UTF_8)).contains("sign in to the console", page);

    told.reset();
    var training = concerns(true);
    training.sayWhereToLook(training.await("client-1", "a-1", "after-ending"));
    assertThat(told.toString(StandardCharsets.UTF_8)).doesNotContain("sign in to the console");
  }

  private Concerns concerns() {
    return concerns(false);
  }

  private Concerns concerns(boolean training) {
    Map<Port, Integer> ports = new EnumMap<>(Port.class);
    for (var port : Port.values()) {
      ports.put(port, alerts.getAddress().getPort());
    }
    var settings = new Settings(SettingsFixture.PROJECT, run, ports, training);
    var story = new Story(new PrintStream(told, true, StandardCharsets.UTF_8));
    story.chapter("A concern");
    return new Concerns(story, new Cast(settings));
  }

  private void answers(String path, String json) {
    alerts.createContext(
        path,
        exchange -> {
          byte[] body = json.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }
}
