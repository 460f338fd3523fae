package org.casenotesaudit.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.casenotesaudit.testkit.CuttableProxy;
import org.casenotesaudit.testkit.Issuer;
import org.casenotesaudit.testkit.MicronautSettings;
import org.casenotesaudit.testkit.Postgres;

/** The app against real Kafka, registry, PostgreSQL and issuer; one for all tests of this JVM. */
final class RunningAlerts {

  static final String OMAR = "00000000-0000-4000-8000-000000000004";
  static final String EXTERNAL = "00000000-0000-4000-8000-0000000000e1";
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final class Shared {
    private static final RunningAlerts INSTANCE =
        new RunningAlerts(database -> MicronautSettings.of("alerts", database));
  }

  final Postgres.Database database = Postgres.running().newDatabase("alerts");
  final NeighbourStandIns neighbours = new NeighbourStandIns();
  final StreamEvents stream = new StreamEvents();
  final EmbeddedServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();

  private RunningAlerts(Function<Postgres.Database, Map<String, Object>> surroundings) {
    Map<String, Object> settings = new HashMap<>(surroundings.apply(database));
    settings.put("ACCESS_URL", neighbours.url());
    settings.put("AUDIT_TRAIL_URL", neighbours.url());
    settings.put("CLIENT_SECRET_FILE", secretFile());
    settings.put("ALERTS_EXTERNAL_REVIEWER", EXTERNAL);
    server = ApplicationContext.run(EmbeddedServer.class, settings);
    stream.workerFile(OMAR, 1, List.of(), List.of());
    await("omar is mapped", () -> get(OMAR, "/v1/concerns"), answer -> answer.status() == 200);
  }

  private static String secretFile() {
    try {
      Path file = Files.createTempFile("alerts-client-secret", ".txt");
      file.toFile().deleteOnExit();
      return Files.writeString(file, "not-checked-by-this-issuer").toString();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static RunningAlerts shared() {
    return Shared.INSTANCE;
  }

  /** One whose database and Kafka a test takes away; the test closes its server. */
  static RunningAlerts over(CuttableProxy toDatabase) {
    return new RunningAlerts(
        database -> MicronautSettings.overWires("alerts", database, toDatabase));
  }

  /** An answer: its status and body. */
  record Answer(int status, String body, HttpResponse<String> raw) {
    JsonNode json() {
      try {
        return new ObjectMapper().readTree(body);
      } catch (IOException e) {
        throw new IllegalStateException(body, e);
      }
    }

    String code() {
      return json().path("code").asText();
    }
  }

  static String token(String worker, String... roles) {
    return Issuer.running().token(worker, List.of("alerts"), roles);
  }

  Answer get(String worker, String path) {
    return call("GET", path, null, token(worker, "compliance-officer"));
  }

  Answer post(String worker, String path, Object body) {
    return call("POST", path, body, token(worker, "compliance-officer"));
  }

  /** A form as a browser sends it. */
  Answer form(String path, String fields, String cookie) {
    try {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(URI.create(server.getURL() + path))
                  .timeout(PATIENCE)
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .header("Cookie", cookie)
                  .POST(HttpRequest.BodyPublishers.ofString(fields))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Answer call(String method, String path, Object body, String token, String... headers) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(server.getURL() + path))
              .timeout(PATIENCE)
              .header("Content-Type", "application/json")
              .method(
                  method,
                  body == null
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofString(
                          body instanceof String text ? text : json.writeValueAsString(body)));
      if (token != null) {
        request.header("Authorization", "Bearer " + token);
      }
      if (headers.length > 0) {
        request.headers(headers);
      }
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The concerns about a client that this worker sees. */
  List<JsonNode> concernsAbout(String viewer, String client) {
    String ref =
        org.casenotesaudit.alerts.concern.Reference.of(
            new org.casenotesaudit.alerts.concern.ClientId(client));
    return get(viewer, "/v1/concerns?limit=200&sort=newest")
        .json()
        .path("concerns")
        .valueStream()
        .filter(concern -> concern.path("clientRef").asText().equals(ref))
        .toList();
  }

  /** Waits for the one concern about a client. */
  JsonNode concernAbout(String client) {
    return await(
            "a concern about " + client, () -> concernsAbout(OMAR, client), all -> !all.isEmpty())
        .getFirst();
  }

  static <T> T await(
      String what, Supplier<T> look, java.util.function.Predicate<? super T> enough) {
    Instant end = Instant.now().plus(PATIENCE);
    Optional<T> last = Optional.empty();
    while (Instant.now().isBefore(end)) {
      last = Optional.ofNullable(look.get());
      if (last.filter(enough).isPresent()) {
        return last.get();
      }
      java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    throw new AssertionError(what + ": not within " + PATIENCE + "; last: " + last);
  }
}
