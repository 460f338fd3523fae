package org.casenotesaudit.serviceframe;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.casenotesaudit.testkit.CuttableProxy;
import org.casenotesaudit.testkit.Issuer;
import org.casenotesaudit.testkit.MicronautSettings;
import org.casenotesaudit.testkit.MovableClock;
import org.casenotesaudit.testkit.Postgres;

/**
 * A service that has nothing of its own but {@link ShelfController}, with a database and a broker
 * that can be cut off and a clock that stands still. It calls itself access: events need a source
 * that the catalogue knows.
 */
public final class RunningFrame implements AutoCloseable {

  static final String NAME = "RunningFrame";
  public static final String MARIA = "00000000-0000-4000-8000-000000000001";
  public static final String COLIN = "00000000-0000-4000-8000-000000000002";

  public final Postgres.Database database = Postgres.running().newDatabase("frame");
  public final CuttableProxy toDatabase = CuttableProxy.to(Postgres.running().port());
  public final MovableClock clock;
  public final ApplicationContext context;
  private final EmbeddedServer server;
  private final HttpClient http = HttpClient.newHttpClient();

  public RunningFrame() throws IOException {
    Map<String, Object> settings = MicronautSettings.overWires("access", database, toDatabase);
    settings.put("spec.name", NAME);
    settings.put("micronaut.application.name", "access");
    settings.put("audit.idempotency.offered", "true");
    try (var yaml = RunningFrame.class.getResourceAsStream("/service-frame-database.yml")) {
      // A service with migrations gets these by itself; this one has none.
      server =
          ApplicationContext.builder(settings)
              .propertySources(
                  PropertySource.of(
                      "database", new YamlPropertySourceLoader().read("database", yaml), -1_000))
              .start()
              .getBean(EmbeddedServer.class)
              .start();
    }
    context = server.getApplicationContext();
    clock = context.getBean(MovableClock.class);
  }

  /** A clock that a test moves, in place of the system's. */
  @Factory
  static final class TestClock {

    @Singleton
    @Replaces(InstantSource.class)
    @Bean(typed = {InstantSource.class, MovableClock.class})
    @Requires(property = "spec.name", value = NAME)
    MovableClock clock() {
      return MovableClock.atAnOrdinaryHour();
    }
  }

  public static String token(String subject, String... roles) {
    return Issuer.running().token(subject, List.of("access"), roles);
  }

  public HttpResponse<String> send(
      String method, String path, String body, String token, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(server.getURL() + path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException failure) {
      throw new AssertionError(failure);
    }
  }

  /** The single value that a query finds, past the wire. */
  public Object sql(String query) throws SQLException {
    try (var connection = database.asMigrate().getConnection();
        var rows = connection.createStatement().executeQuery(query)) {
      rows.next();
      return rows.getObject(1);
    }
  }

  @Override
  public void close() {
    context.close();
    toDatabase.close();
  }
}
