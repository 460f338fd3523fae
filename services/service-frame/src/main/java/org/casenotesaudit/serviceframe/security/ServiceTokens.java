package org.casenotesaudit.serviceframe.security;

import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.casenotesaudit.serviceframe.configuration.AuditSettings;
import org.casenotesaudit.serviceframe.configuration.OidcSettings;
import org.casenotesaudit.serviceframe.configuration.SecretFile;

/**
 * Tokens with which this service calls its neighbours: OAuth 2.0 client credentials (RFC 6749
 * section 4.4), kept until shortly before they end.
 */
@Singleton
public class ServiceTokens {

  private static final Duration RENEWED_BEFORE_END = Duration.ofSeconds(30);
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final OidcSettings settings;
  private final String clientId;
  private final ObjectMapper json;
  private final InstantSource clock;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();
  private final Map<String, ReentrantLock> askers = new ConcurrentHashMap<>();

  private record Token(String value, Instant end) {

    String bearer() {
      return "Bearer " + value;
    }

    @Override
    public String toString() {
      return "Token[until " + end + "]";
    }
  }

  ServiceTokens(
      OidcSettings settings, AuditSettings audit, ObjectMapper json, InstantSource clock) {
    this.settings = settings;
    this.clientId = settings.clientId().isBlank() ? audit.source() : settings.clientId();
    this.json = json;
    this.clock = clock;
  }

  /**
   * The value of an Authorization header for a call to the neighbour. One caller at a time asks the
   * issuer; the others go on with the token at hand while it is good, and wait where there is none.
   *
   * @param audience the neighbour's name, for instance case-notes
   * @throws IssuerUnavailableException if the issuer gives no token and none is good any more
   */
  public String bearerFor(String audience) {
    Token atHand = tokens.get(audience);
    if (atHand != null && isGood(atHand, RENEWED_BEFORE_END)) {
      return atHand.bearer();
    }
    ReentrantLock asking = askers.computeIfAbsent(audience, name -> new ReentrantLock());
    boolean goodStill = atHand != null && isGood(atHand, Duration.ZERO);
    if (!getInLine(asking, goodStill ? Duration.ZERO : TIMEOUT)) {
      if (atHand != null && goodStill) {
        return atHand.bearer();
      }
      // Whoever asks has had no answer for as long as one may take: the next would have none.
      throw new IssuerUnavailableException();
    }
    try {
      return renewed(audience).bearer();
    } finally {
      asking.unlock();
    }
  }

  private static boolean getInLine(ReentrantLock asking, Duration patience) {
    try {
      return patience.isZero()
          ? asking.tryLock()
          : asking.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IssuerUnavailableException();
    }
  }

  private Token renewed(String audience) {
    Token latest = tokens.get(audience);
    if (latest != null && isGood(latest, RENEWED_BEFORE_END)) {
      return latest;
    }
    try {
      Token token = request(audience);
      tokens.put(audience, token);
      return token;
    } catch (IssuerUnavailableException away) {
      if (latest != null && isGood(latest, Duration.ZERO)) {
        return latest;
      }
      throw away;
    }
  }

  private boolean isGood(Token token, Duration ahead) {
    return clock.instant().isBefore(token.end().minus(ahead));
  }

  private Token request(String audience) {
    String form =
        "grant_type=client_credentials&client_id="
            + encode(clientId)
            + "&client_secret="
            + encode(SecretFile.read("CLIENT_SECRET_FILE", settings.clientSecretFile()))
            + "&audience="
            + encode(audience)
            + "&scope="
            + encode(audience);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(settings.tokenUrl()))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    // The request's own time limit ends with the headers; a body that stalls must not hold all up.
    CompletableFuture<HttpResponse<byte[]>> sent =
        http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
    try {
      HttpResponse<byte[]> response = sent.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      Map<?, ?> answer =
          response.statusCode() == 200 ? json.readValue(response.body(), Map.class) : Map.of();
      if (answer.get("access_token") instanceof String value
          && answer.get("expires_in") instanceof Number seconds) {
        return new Token(value, clock.instant().plusSeconds(seconds.longValue()));
      }
      throw new IssuerUnavailableException();
    } catch (IOException | ExecutionException | TimeoutException failure) {
      sent.cancel(true);
      throw new IssuerUnavailableException();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IssuerUnavailableException();
    }
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
