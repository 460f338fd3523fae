package org.casenotesaudit.messaging.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.casenotesaudit.events.SourceHeartbeat;
import org.casenotesaudit.messaging.serde.SubjectRegistrar.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Registering with a registry that is slow, late, or says no. */
class SubjectRegistrarTest {

  private static final Patience SHORT =
      new Patience(Duration.ofMillis(200), Duration.ofSeconds(30), Duration.ofMillis(1));

  /** What the stand-in does with its requests, one after the other; the last for all others. */
  private List<Behaviour> behaviours = List.of(Behaviour.ANSWERS);

  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer registry;

  private enum Behaviour {
    ANSWERS,
    KEEPS_SILENT,
    HANGS_UP,
    NOT_READY,
    REFUSES
  }

  @BeforeEach
  void start() throws IOException {
    registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.setExecutor(threads);
    registry.createContext("/", this::handle);
    registry.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    registry.stop(0);
    threads.shutdownNow();
  }

  @Test
  void aRegistryThatIsSlowAtFirstIsAskedAgainUntilItAnswers() {
    behaviours =
        List.of(
            Behaviour.KEEPS_SILENT,
            Behaviour.HANGS_UP,
            Behaviour.NOT_READY,
            Behaviour.KEEPS_SILENT,
            Behaviour.ANSWERS);
    try (SubjectRegistrar registrar = registrar(SHORT)) {
      assertThat(registrar.register("a-subject", SourceHeartbeat.getClassSchema())).isEqualTo(7);
    }
    assertThat(requests).hasSize(5);
    assertThat(requests).containsOnly("POST /subjects/a-subject/versions");
  }

  @Test
  void whoGivesUpSaysHowOftenAndHowLongItAsked() {
    behaviours = List.of(Behaviour.KEEPS_SILENT);
    Patience shorter =
        new Patience(Duration.ofMillis(100), Duration.ofMillis(1), Duration.ofMillis(1));
    try (SubjectRegistrar registrar = registrar(shorter)) {
      assertThatThrownBy(() -> registrar.requireCompatibility("FULL_TRANSITIVE"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "compatibility: no answer to 2 requests in 0 s"
                  + " (expected: one from the registry within 0 s)")
          .hasCauseInstanceOf(IOException.class);
    }
    assertThat(requests).containsExactly("PUT /config", "PUT /config");
  }

  @Test
  void aRefusalIsAnAnswerAndNotAskedForTwice() {
    behaviours = List.of(Behaviour.REFUSES);
    try (SubjectRegistrar registrar = registrar(SHORT)) {
      assertThatThrownBy(() -> registrar.register("a-subject", SourceHeartbeat.getClassSchema()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("subject a-subject: ")
          .hasMessageContaining("(expected: accepted by the registry)");
    }
    assertThat(requests).hasSize(1);
  }

  @Test
  void atAStartOneAnswerMayTakeLongerThanReadersWaitAndAllHasAnEnd() {
    assertThat(Patience.AT_START.answer()).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
    assertThat(Patience.AT_START.inAll()).isLessThanOrEqualTo(Duration.ofMinutes(2));
  }

  private SubjectRegistrar registrar(Patience patience) {
    return new SubjectRegistrar(
        new RegistrySettings("http://127.0.0.1:" + registry.getAddress().getPort(), false),
        patience);
  }

  private void handle(HttpExchange exchange) throws IOException {
    int number;
    synchronized (requests) {
      number = requests.size();
      requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
    }
    switch (behaviours.get(Math.min(number, behaviours.size() - 1))) {
      case ANSWERS -> answer(exchange, 200, "{\"id\":7}");
      case KEEPS_SILENT -> {
        try {
          end.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        exchange.close();
      }
      case HANGS_UP -> exchange.close();
      case NOT_READY -> answer(exchange, 503, "{\"error_code\":503,\"message\":\"starting\"}");
      case REFUSES -> answer(exchange, 409, "{\"error_code\":409,\"message\":\"incompatible\"}");
    }
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    try (exchange) {
      byte[] body = json.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
