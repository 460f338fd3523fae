package org.casenotesaudit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A story that does not happen as told ends with 1 and says what came instead. */
class DemoTest {
  @TempDir Path run;

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setOut(new PrintStream(results, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(progress, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(out);
    System.setErr(err);
  }

  @Test
  void withoutARunningSystemItEndsWithOne() throws Exception {
    assertThat(new Demo(SettingsFixture.withFreePorts(run), false).run()).isEqualTo(1);

    assertThat(progress.toString(StandardCharsets.UTF_8)).contains("NOT AS TOLD: ");
    assertThat(results.toString(StandardCharsets.UTF_8)).doesNotContain("as told, in");
  }

  @Test
  void aStepThatIsAnsweredOtherwiseThanToldEndsItWithOneForMachinesToo() throws Exception {
    try (var refusing = new RefusingSystem()) {
      assertThat(new Demo(refusing.settings(run), true).run()).isEqualTo(1);
    }

    var told = new ObjectMapper().readTree(results.toString(StandardCharsets.UTF_8));
    assertThat(told.path("asTold").asBoolean(true)).isFalse();
    assertThat(told.path("broken").asText())
        .isEqualTo("POST /v1/clients: 403 access-refused (expected: 201)");
    assertThat(told.path("chapters")).hasSize(1);
  }

  /** Gives a token to everybody, and nothing else. */
  private static final class RefusingSystem implements AutoCloseable {
    private final HttpServer server;

    RefusingSystem() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            boolean token = exchange.getRequestURI().getPath().endsWith("/token");
            byte[] body =
                (token ? "{\"access_token\":\"any\"}" : "{\"code\":\"access-refused\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(token ? 200 : 403, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
    }

    Settings settings(Path run) {
      var ports = new EnumMap<Port, Integer>(Port.class);
      for (var port : Port.values()) {
        ports.put(port, server.getAddress().getPort());
      }
      return new Settings(SettingsFixture.PROJECT, run, ports, false);
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
