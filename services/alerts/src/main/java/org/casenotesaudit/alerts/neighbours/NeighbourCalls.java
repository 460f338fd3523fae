package org.casenotesaudit.alerts.neighbours;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.casenotesaudit.alerts.concern.ClientId;
import org.casenotesaudit.alerts.concern.ConcernId;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.casenotesaudit.serviceframe.security.ServiceTokens;
import org.casenotesaudit.serviceframe.tracing.RequestTrace;

/** Calls with this service's own token; each names the person on whose behalf it is made. */
@Singleton
public class NeighbourCalls {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** Names the person where a request has no body to name them in. */
  private static final String ON_BEHALF_OF = "On-Behalf-Of";

  /** A client's name, and the access that showing it is. */
  public record ClientName(String givenName, String familyName, String accessId) {}

  /** Why glass was broken, in the worker's words, and the access that reading it is. */
  public record StatedReason(
      String reasonCode, String reason, Instant statedAt, Instant validUntil, String accessId) {

    @Override
    public String toString() {
      return "StatedReason[" + accessId + "]";
    }
  }

  private final Neighbours neighbours;
  private final ServiceTokens tokens;
  private final ObjectMapper json;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  NeighbourCalls(Neighbours neighbours, ServiceTokens tokens, ObjectMapper json) {
    this.neighbours = neighbours;
    this.tokens = tokens;
    this.json = json;
  }

  /**
   * Asks access for the name; access records that before it answers.
   *
   * @return empty if access does not give this name to this worker
   * @throws NeighbourUnavailableException if access cannot be asked
   */
  public Optional<ClientName> name(ClientId client, ConcernId concern, WorkerId onBehalfOf) {
    HttpResponse<byte[]> response =
        ask("/v1/name-disclosures", client, concern, Map.of(), onBehalfOf);
    return switch (response.statusCode()) {
      case 200 -> Optional.of(nameIn(response.body()));
      case 403, 404 -> Optional.empty();
      default -> throw new NeighbourUnavailableException("access", "HTTP " + response.statusCode());
    };
  }

  /**
   * Asks access for the reasons that were stated for these accesses; access records that before it
   * answers.
   *
   * @return empty if access has none that this worker may read
   * @throws NeighbourUnavailableException if access cannot be asked
   */
  public List<StatedReason> reasons(
      ClientId client, ConcernId concern, List<String> accessIds, WorkerId onBehalfOf) {
    HttpResponse<byte[]> response =
        ask("/v1/break-glass-reasons", client, concern, Map.of("accessIds", accessIds), onBehalfOf);
    return switch (response.statusCode()) {
      case 200 -> reasonsIn(response.body());
      case 403, 404 -> List.of();
      default -> throw new NeighbourUnavailableException("access", "HTTP " + response.statusCode());
    };
  }

  /**
   * Where an event stands in the ledger; audit-trail records that this worker asked.
   *
   * @return empty while it has not arrived there
   * @throws NeighbourUnavailableException if audit-trail cannot be asked
   */
  public OptionalLong ledgerIndex(String eventId, WorkerId onBehalfOf) {
    HttpResponse<byte[]> response =
        send(
            "audit-trail",
            HttpRequest.newBuilder(
                    URI.create(
                        neighbours.auditTrailUrl()
                            + "/v1/entries?eventId="
                            + URLEncoder.encode(eventId, StandardCharsets.UTF_8)))
                .header(ON_BEHALF_OF, onBehalfOf.value())
                .GET());
    return switch (response.statusCode()) {
      case 200 ->
          read(response.body()).get("index") instanceof Number index
              ? OptionalLong.of(index.longValue())
              : OptionalLong.empty();
      case 404 -> OptionalLong.empty();
      default ->
          throw new NeighbourUnavailableException("audit-trail", "HTTP " + response.statusCode());
    };
  }

  /** Asks access to disclose something of a client to a reviewer of a concern. */
  private HttpResponse<byte[]> ask(
      String path,
      ClientId client,
      ConcernId concern,
      Map<String, Object> besides,
      WorkerId onBehalfOf) {
    Map<String, Object> question = new HashMap<>(besides);
    question.put("clientId", client.value());
    question.put("concernId", concern.toString());
    question.put("onBehalfOf", Map.of("workerId", onBehalfOf.value()));
    return send(
        "access",
        HttpRequest.newBuilder(URI.create(neighbours.accessUrl() + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes(question))));
  }

  private ClientName nameIn(byte[] body) {
    Map<?, ?> answer = read(body);
    if (answer.get("givenName") instanceof String given
        && answer.get("familyName") instanceof String family
        && answer.get("accessId") instanceof String access) {
      return new ClientName(given, family, access);
    }
    throw new NeighbourUnavailableException("access", "an answer without a name");
  }

  private List<StatedReason> reasonsIn(byte[] body) {
    List<StatedReason> stated = new ArrayList<>();
    if (read(body).get("statements") instanceof List<?> statements) {
      for (Object statement : statements) {
        if (statement instanceof Map<?, ?> one
            && one.get("reasonCode") instanceof String code
            && one.get("reason") instanceof String reason
            && one.get("statedAt") instanceof String statedAt
            && one.get("validUntil") instanceof String validUntil
            && one.get("accessId") instanceof String access) {
          stated.add(
              new StatedReason(
                  code, reason, Instant.parse(statedAt), Instant.parse(validUntil), access));
        }
      }
    }
    if (stated.isEmpty()) {
      throw new NeighbourUnavailableException("access", "an answer without a reason");
    }
    return List.copyOf(stated);
  }

  private HttpResponse<byte[]> send(String neighbour, HttpRequest.Builder request) {
    try {
      return http.send(
          RequestTrace.passOn(request)
              .timeout(TIMEOUT)
              .header("Authorization", tokens.bearerFor(neighbour))
              .build(),
          HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException failure) {
      throw new NeighbourUnavailableException(neighbour, failure.getClass().getSimpleName());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new NeighbourUnavailableException(neighbour, "interrupted");
    }
  }

  private byte[] bytes(Map<String, Object> body) {
    try {
      return json.writeValueAsBytes(body);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Map<?, ?> read(byte[] body) {
    try {
      return json.readValue(body, Map.class);
    } catch (IOException failure) {
      return Map.of();
    }
  }
}
