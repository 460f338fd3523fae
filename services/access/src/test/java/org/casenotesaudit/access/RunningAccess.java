package org.casenotesaudit.access;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.casenotesaudit.access.opening.Sweep;
import org.casenotesaudit.testkit.CuttableProxy;
import org.casenotesaudit.testkit.Issuer;
import org.casenotesaudit.testkit.MicronautSettings;
import org.casenotesaudit.testkit.MovableClock;
import org.casenotesaudit.testkit.Postgres;

/** The access app, running against a real broker, database and issuer, and the fake case-notes. */
final class RunningAccess implements AutoCloseable {

  static final UUID MARIA = UUID.fromString("00000000-0000-4000-8000-000000000001");
  static final UUID COLIN = UUID.fromString("00000000-0000-4000-8000-000000000002");
  static final UUID SOFIA = UUID.fromString("00000000-0000-4000-8000-000000000003");
  static final UUID OMAR = UUID.fromString("00000000-0000-4000-8000-000000000004");
  static final UUID DORA = UUID.fromString("00000000-0000-4000-8000-000000000006");
  static final UUID CHILDREN_NORTH = UUID.fromString("00000000-0000-4000-8000-0000000000a1");

  final CaseNotesFake caseNotes;
  final Postgres.Database database;
  final EmbeddedServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = ObjectMapper.getDefault();

  private RunningAccess(
      CaseNotesFake caseNotes, Postgres.Database database, EmbeddedServer server) {
    this.caseNotes = caseNotes;
    this.database = database;
    this.server = server;
  }

  private static final class Shared {
    private static final RunningAccess INSTANCE = start();
  }

  /** The app that the tests of this JVM share, if they take nothing away from it. */
  static RunningAccess shared() {
    return Shared.INSTANCE;
  }

  /** An app of one's own. */
  static RunningAccess start() {
    Postgres.Database database = Postgres.running().newDatabase("access");
    return start(database, MicronautSettings.of("access", database));
  }

  /** With a clock that only the test moves. */
  static RunningAccess at(MovableClock clock) {
    Postgres.Database database = Postgres.running().newDatabase("access");
    return start(
        database,
        MicronautSettings.of("access", database),
        RuntimeBeanDefinition.builder(InstantSource.class, () -> clock)
            .singleton(true)
            .replaces(InstantSource.class)
            .build());
  }

  /** With a database and Kafka that a test takes away. */
  static RunningAccess over(CuttableProxy toDatabase) {
    Postgres.Database database = Postgres.running().newDatabase("access");
    return start(database, MicronautSettings.overWires("access", database, toDatabase));
  }

  private static RunningAccess start(
      Postgres.Database database,
      Map<String, Object> settings,
      RuntimeBeanDefinition<?>... inPlaceOfOurs) {
    CaseNotesFake caseNotes = CaseNotesFake.start();
    settings.put("CASE_NOTES_URL", caseNotes.url());
    EmbeddedServer server =
        ApplicationContext.builder(settings)
            .beanDefinitions(inPlaceOfOurs)
            .run(EmbeddedServer.class);
    return new RunningAccess(caseNotes, database, server);
  }

  void sweepViewings() {
    Sweep.now(server.getApplicationContext());
  }

  static String token(UUID subject, String... roles) {
    return Issuer.running().token(subject.toString(), List.of("access"), roles);
  }

  String url() {
    return server.getURL().toString();
  }

  HttpRequest.Builder request(String token, String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.getURL() + path));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  HttpResponse<byte[]> bytes(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  HttpResponse<String> post(String token, String path, String body) {
    return send(
        request(token, path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> put(String token, String path, String body) {
    return send(
        request(token, path)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> get(String token, String path) {
    return send(request(token, path));
  }

  /** Asks to view a record for direct care. */
  HttpResponse<String> open(UUID worker, String kind, UUID item) {
    return post(token(worker, "practitioner"), "/v1/accesses", wish(kind, item));
  }

  static String wish(String kind, UUID item) {
    return "{\"item\":{\"kind\":\"%s\",\"id\":\"%s\"},\"action\":\"VIEW\",\"purpose\":\"DIRECT_CARE\"}"
        .formatted(kind, item);
  }

  @SuppressWarnings("unchecked")
  Map<String, Object> json(HttpResponse<String> response) {
    try {
      return json.readValue(response.body(), Map.class);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The single value that a query finds. */
  Object sql(String query) {
    try (var connection = database.asMigrate().getConnection();
        var rows = connection.createStatement().executeQuery(query)) {
      rows.next();
      return rows.getObject(1);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public void close() {
    server.close();
    caseNotes.close();
  }
}
