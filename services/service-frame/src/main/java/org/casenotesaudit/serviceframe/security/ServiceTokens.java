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
import java.util.concurrent.ConcurrentHashMap;
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

  private record Token(String value, Instant end) {}

  ServiceTokens(
      OidcSettings settings, AuditSettings audit, ObjectMapper json, InstantSource clock) {
    this.settings = settings;
    this.clientId = settings.clientId().isBlank() ? audit.source() : settings.clientId();
    this.json = json;
    this.clock = clock;
  }

  /**
   * The value of an Authorization header for a call to the neighbour.
   *
   * @param audience the neighbour's name, for instance case-notes
   * @throws IssuerUnavailableException if the issuer gives no token
   */
  public String bearerFor(String audience) {
    Token token = tokens.get(audience);
    if (token == null || token.end().minus(RENEWED_BEFORE_END).isBefore(clock.instant())) {
      token = request(audience);
      tokens.put(audience, token);
    }
    return "Bearer " + token.value();
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
    try {
      HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      Map<?, ?> answer =
          response.statusCode() == 200 ? json.readValue(response.body(), Map.class) : Map.of();
      if (answer.get("access_token") instanceof String value
          && answer.get("expires_in") instanceof Number seconds) {
        return new Token(value, clock.instant().plusSeconds(seconds.longValue()));
      }
      throw new IssuerUnavailableException();
    } catch (IOException failure) {
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
