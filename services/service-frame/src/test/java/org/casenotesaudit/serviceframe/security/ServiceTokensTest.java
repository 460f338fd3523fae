package org.casenotesaudit.serviceframe.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.casenotesaudit.serviceframe.configuration.AuditSettings;
import org.casenotesaudit.serviceframe.configuration.OidcSettings;
import org.casenotesaudit.testkit.Eventually;
import org.casenotesaudit.testkit.MovableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The issuer here answers slowly, numbers its tokens, and can be away. */
class ServiceTokensTest {

  private static final int CALLERS = 20;

  private final MovableClock clock = MovableClock.at(Instant.parse("2026-03-01T10:00:00Z"));
  private final AtomicInteger asked = new AtomicInteger();
  private volatile CountDownLatch answering = new CountDownLatch(1);
  private HttpServer issuer;
  private ServiceTokens tokens;

  @BeforeEach
  void start() throws IOException {
    issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    issuer.createContext(
        "/token",
        exchange -> {
          int number = asked.incrementAndGet();
          await(answering);
          byte[] body =
              "{\"access_token\":\"token-%d\",\"expires_in\":300}"
                  .formatted(number)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    issuer.start();
    String address = "http://127.0.0.1:" + issuer.getAddress().getPort();
    tokens =
        new ServiceTokens(
            new OidcSettings(address + "/jwks", address + "/token", "access", ""),
            new AuditSettings("agency", "access", false, List.of()),
            ObjectMapper.getDefault(),
            clock);
  }

  @AfterEach
  void stop() {
    answering.countDown();
    issuer.stop(0);
  }

  @Test
  void manyCallersWithoutATokenMakeOneRequest() throws Exception {
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> bearers =
          IntStream.range(0, CALLERS)
              .mapToObj(caller -> callers.submit(() -> tokens.bearerFor("case-notes")))
              .toList();
      answering.countDown();
      for (Future<String> bearer : bearers) {
        assertThat(bearer.get()).isEqualTo("Bearer token-1");
      }
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void aTokenIsRenewedShortlyBeforeItEnds() {
    answering.countDown();

    assertThat(tokens.bearerFor("case-notes")).isEqualTo("Bearer token-1");
    clock.moveBy(Duration.ofSeconds(269));
    assertThat(tokens.bearerFor("case-notes")).isEqualTo("Bearer token-1");
    clock.moveBy(Duration.ofSeconds(2));
    assertThat(tokens.bearerFor("case-notes")).isEqualTo("Bearer token-2");
  }

  @Test
  void whileTheIssuerIsAwayATokenServesUntilItsEndAndNoLonger() {
    answering.countDown();
    tokens.bearerFor("case-notes");
    issuer.stop(0);

    clock.moveBy(Duration.ofSeconds(299));
    assertThat(tokens.bearerFor("case-notes")).isEqualTo("Bearer token-1");
    clock.moveBy(Duration.ofSeconds(2));
    assertThatThrownBy(() -> tokens.bearerFor("case-notes"))
        .isInstanceOf(IssuerUnavailableException.class);
  }

  @Test
  void whileOneRenewsATokenTheOthersGoOnWithTheOldOne() throws Exception {
    answering.countDown();
    tokens.bearerFor("case-notes");
    answering = new CountDownLatch(1);
    clock.moveBy(Duration.ofSeconds(280));

    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> renewing = callers.submit(() -> tokens.bearerFor("case-notes"));
      Eventually.eventually(
          "the issuer is asked again", Duration.ofSeconds(10), asked::get, count -> count == 2);
      assertThat(tokens.bearerFor("case-notes")).isEqualTo("Bearer token-1");
      answering.countDown();
      assertThat(renewing.get()).isEqualTo("Bearer token-2");
    }
  }

  @Test
  void anIssuerThatHangsHoldsNobodyUpForLongerThanItsTime() throws Exception {
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> bearers =
          IntStream.range(0, CALLERS)
              .mapToObj(caller -> callers.submit(() -> tokens.bearerFor("case-notes")))
              .toList();
      for (Future<String> bearer : bearers) {
        // Twice the two seconds at the most: in line, and then asking.
        assertThatThrownBy(() -> bearer.get(15, TimeUnit.SECONDS))
            .hasCauseInstanceOf(IssuerUnavailableException.class);
      }
    }
    assertThat(asked.get()).as("not one after the other").isLessThan(CALLERS / 2);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
