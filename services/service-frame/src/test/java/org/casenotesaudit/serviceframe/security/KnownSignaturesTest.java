package org.casenotesaudit.serviceframe.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.security.token.jwt.validator.ReactiveJsonWebTokenSignatureValidator;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.casenotesaudit.serviceframe.ATestIssuer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is remembered of a token, and when that no longer counts. */
class KnownSignaturesTest {

  private static final String NAME = "KnownSignaturesTest";

  private final HttpClient http = HttpClient.newHttpClient();
  private ATestIssuer issuer;
  private EmbeddedServer server;
  private CountedChecks checks;

  @BeforeEach
  void open() throws IOException {
    issuer = new ATestIssuer();
    server =
        ApplicationContext.run(
            EmbeddedServer.class,
            Map.of(
                "spec.name",
                NAME,
                "micronaut.application.name",
                "door",
                "micronaut.server.port",
                "-1",
                "OIDC_ISSUER",
                ATestIssuer.ISSUER,
                "OIDC_JWKS_URL",
                issuer.jwksUrl()));
    checks = server.getApplicationContext().getBean(CountedChecks.class);
  }

  @AfterEach
  void close() {
    server.close();
    issuer.close();
  }

  @Test
  void theSignatureOfATokenIsCheckedOnce() {
    String token = issuer.good("platform");
    assertThat(statusFor(token)).isEqualTo(200);
    assertThat(statusFor(token)).isEqualTo(200);
    assertThat(checks.made.get()).isEqualTo(1);
  }

  @Test
  void whatIsRememberedOfOneTokenSaysNothingOfAnother() {
    String token = issuer.good("platform");
    assertThat(statusFor(token)).isEqualTo(200);
    assertThat(statusFor(withSignatureOf(token, issuer.good("practitioner")))).isEqualTo(401);
    assertThat(statusFor(withSignatureOf(issuer.good("practitioner"), token))).isEqualTo(401);
    assertThat(checks.made.get()).isEqualTo(3);
  }

  @Test
  void aBadSignatureIsCheckedEachTime() {
    String bad = withSignatureOf(issuer.good("platform"), issuer.good("practitioner"));
    assertThat(statusFor(bad)).isEqualTo(401);
    assertThat(statusFor(bad)).isEqualTo(401);
    assertThat(checks.made.get()).isEqualTo(2);
  }

  @Test
  void aTokenEndsWhenItSaysSo() throws InterruptedException {
    Instant end = Instant.now().plusSeconds(2);
    String token =
        issuer.with(claims -> claims.claim("roles", "platform").expirationTime(Date.from(end)));
    assertThat(statusFor(token)).isEqualTo(200);
    while (Instant.now().isBefore(end.plusSeconds(1))) {
      Thread.onSpinWait();
    }
    assertThat(statusFor(token)).isEqualTo(401);
  }

  @Test
  void aTokenOfAWithdrawnKeyIsWorthlessOnceTheKeysWereReadAgain() {
    String token = issuer.good("platform");
    assertThat(statusFor(token)).isEqualTo(200);
    issuer.changeKey();
    keys().read();
    assertThat(statusFor(token)).isEqualTo(401);
    assertThat(statusFor(issuer.good("platform"))).isEqualTo(200);
  }

  @Test
  void theFirstTokenOfANewKeyIsGood() {
    assertThat(statusFor(issuer.good("platform"))).isEqualTo(200);
    issuer.changeKey();
    assertThat(statusFor(issuer.good("platform"))).isEqualTo(200);
  }

  @Test
  void tokensOfMadeUpKeysDoNotMakeTheIssuerBeAskedEachTime() {
    int before = issuer.keysAsked();
    for (int i = 0; i < 5; i++) {
      assertThat(statusFor(issuer.ofUnpublishedKey("platform"))).isEqualTo(401);
    }
    assertThat(issuer.keysAsked() - before).isLessThanOrEqualTo(2);
  }

  @Test
  void theSameKeysReadAgainCostNothing() {
    String token = issuer.good("platform");
    assertThat(statusFor(token)).isEqualTo(200);
    keys().read();
    assertThat(statusFor(token)).isEqualTo(200);
    assertThat(checks.made.get()).isEqualTo(1);
  }

  private IssuerKeys keys() {
    return server.getApplicationContext().getBean(IssuerKeys.class);
  }

  private int statusFor(String token) {
    var request =
        HttpRequest.newBuilder(URI.create(server.getURL() + "/prometheus"))
            .header("Authorization", "Bearer " + token)
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException | InterruptedException failure) {
      throw new AssertionError(failure);
    }
  }

  private static String withSignatureOf(String token, String other) {
    return token.substring(0, token.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
  }

  /** Stands where the thorough check is, and counts. */
  @Singleton
  @Requires(property = "spec.name", value = NAME)
  @Order(Ordered.HIGHEST_PRECEDENCE)
  static final class CountedChecks
      implements BeanCreatedEventListener<ReactiveJsonWebTokenSignatureValidator<SignedJWT>> {

    final AtomicInteger made = new AtomicInteger();

    @Override
    public ReactiveJsonWebTokenSignatureValidator<SignedJWT> onCreated(
        BeanCreatedEvent<ReactiveJsonWebTokenSignatureValidator<SignedJWT>> event) {
      ReactiveJsonWebTokenSignatureValidator<SignedJWT> thorough = event.getBean();
      return token -> {
        made.incrementAndGet();
        return thorough.validateSignature(token);
      };
    }
  }
}
