package org.casenotesaudit.casenotes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.casenotesaudit.testkit.CuttableProxy;
import org.casenotesaudit.testkit.Issuer;
import org.casenotesaudit.testkit.MicronautSettings;
import org.casenotesaudit.testkit.MovableClock;
import org.casenotesaudit.testkit.Postgres;

/** The app as it runs, with a database of its own, and callers who speak HTTP to it. */
final class RunningCaseNotes {

  static final String CHILDREN_NORTH = "00000000-0000-4000-8000-0000000000a1";
  static final String ADULTS_SOUTH = "00000000-0000-4000-8000-0000000000a2";
  static final String MARIA = "00000000-0000-4000-8000-000000000001";
  static final String COLIN = "00000000-0000-4000-8000-000000000002";
  static final String SOFIA = "00000000-0000-4000-8000-000000000003";
  static final String PETRA = "00000000-0000-4000-8000-000000000007";
  static final String MAX = "00000000-0000-4000-8000-00000000000a";
  static final String MONA = "00000000-0000-4000-8000-00000000000b";
  static final String RITA = "00000000-0000-4000-8000-00000000000c";
  static final String UNKNOWN_ID = "99999999-9999-4999-8999-999999999999";

  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  final Postgres.Database database;
  final EmbeddedServer server;
  final MovableClock clock = MovableClock.at(Instant.now());
  private final HttpClient http = HttpClient.newHttpClient();

  private static final class Shared {
    private static final RunningCaseNotes INSTANCE =
        new RunningCaseNotes(Postgres.running().newDatabase("case-notes"));
  }

  RunningCaseNotes(Postgres.Database database) {
    this(database, MicronautSettings.of("case-notes", database));
  }

  /** An app whose database and Kafka a test takes away. */
  RunningCaseNotes(Postgres.Database database, CuttableProxy toDatabase) {
    this(database, MicronautSettings.overWires("case-notes", database, toDatabase));
  }

  private RunningCaseNotes(Postgres.Database database, Map<String, Object> settings) {
    this.database = database;
    settings.put("case-notes.media-bytes-max", 20_000_000);
    server =
        ApplicationContext.builder(settings)
            .beanDefinitions(
                RuntimeBeanDefinition.builder(InstantSource.class, () -> clock)
                    .singleton(true)
                    .replaces(InstantSource.class)
                    .build())
            .run(EmbeddedServer.class);
  }

  /** One app for all tests of this JVM. */
  static RunningCaseNotes shared() {
    return Shared.INSTANCE;
  }

  /** An answer: status, body as text, body as JSON where it is. */
  record Answer(int status, String text, Map<String, List<String>> headers) {

    JsonNode json() {
      try {
        return JSON.readTree(text);
      } catch (IOException e) {
        throw new AssertionError(status + " " + text, e);
      }
    }

    String field(String name) {
      JsonNode value = json().get(name);
      if (value == null) {
        throw new AssertionError(status + " " + text + " (expected: field " + name + ")");
      }
      return value.asText();
    }

    Answer expecting(int expected) {
      if (status != expected) {
        throw new AssertionError(status + " " + text + " (expected: " + expected + ")");
      }
      return this;
    }
  }

  static String practitioner(String workerId) {
    return token(workerId, "practitioner");
  }

  static String token(String subject, String... roles) {
    return Issuer.running().token(subject, List.of("case-notes"), roles);
  }

  static String access() {
    return token("access", "content-reader");
  }

  Answer post(String token, String path, String json, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .timeout(ANSWER_TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  Answer get(String token, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .timeout(ANSWER_TIMEOUT)
            .header("Authorization", "Bearer " + token);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.GET().build());
  }

  Answer send(HttpRequest request) {
    HttpResponse<byte[]> answer = sendForBytes(request);
    return new Answer(
        answer.statusCode(),
        new String(answer.body(), StandardCharsets.UTF_8),
        answer.headers().map());
  }

  HttpResponse<byte[]> sendForBytes(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  URI uri(String path) {
    return server.getURI().resolve(path);
  }

  // What most tests begin with.

  String aClient() {
    return aClient("{}");
  }

  String aClient(String flags) {
    String extra = flags.substring(1, flags.length() - 1);
    return post(
            practitioner(MARIA),
            "/v1/clients",
            "{\"givenName\":\"Quillon\",\"familyName\":\"Canarybird\",\"dateOfBirth\":\"2014-05-06\""
                + (extra.isEmpty() ? "" : "," + extra)
                + "}")
        .expecting(201)
        .field("clientId");
  }

  String aCaseOf(String clientId) {
    return post(
            practitioner(MARIA),
            "/v1/clients/" + clientId + "/cases",
            "{\"teamId\":\"" + CHILDREN_NORTH + "\"}")
        .expecting(201)
        .field("caseId");
  }

  String aNoteIn(String caseId, String text) {
    return post(
            practitioner(MARIA),
            "/v1/cases/" + caseId + "/notes",
            "{\"text\":\"" + text + "\",\"contactAt\":\"" + anHourAgo() + "\"}")
        .expecting(201)
        .field("noteId");
  }

  String restricted(String clientId, String... named) {
    return post(
            token(SOFIA, "supervisor"),
            "/v1/clients/" + clientId + "/restrictions",
            "{\"namedWorkerIds\":[\"" + String.join("\",\"", named) + "\"]}")
        .expecting(201)
        .field("restrictionId");
  }

  /** What access asks for a worker; {@code more} adds fields. */
  Answer decide(String workerId, String role, String teamId, String kind, String id, String more) {
    return post(
            access(),
            "/v1/decisions",
            """
            {"workerId":"%s","roles":["%s"],"teamIds":["%s"],"employment":"EMPLOYED",
             "item":{"kind":"%s","id":"%s"},"action":"VIEW","purpose":"DIRECT_CARE"%s}
            """
                .formatted(workerId, role, teamId, kind, id, more))
        .expecting(200);
  }

  Answer decide(String workerId, String kind, String id) {
    return decide(workerId, "practitioner", CHILDREN_NORTH, kind, id, "");
  }

  String grantFor(String workerId, String kind, String id) {
    Answer answer = decide(workerId, kind, id);
    if (!answer.field("outcome").equals("PERMITTED")) {
      throw new AssertionError(answer.text() + " (expected: PERMITTED)");
    }
    return answer.field("grantId");
  }

  Instant anHourAgo() {
    return clock.instant().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
  }
}
