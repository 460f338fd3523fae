package org.casenotesaudit.testkit;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.casenotesaudit.testkit.Postgres.Database;

/**
 * Settings with which an app runs against the shared broker, registry, database server and issuer:
 * pass them to an ApplicationContext or EmbeddedServer.
 *
 * <p>They are the app's environment variables by name. Micronaut resolves a placeholder {@code
 * ${DB_URL}} from a property of just that name, so an app is tested with the very settings under
 * which it is deployed.
 */
public final class MicronautSettings {

  private static final String ANY_PORT = "micronaut.server.port";
  private static final String STRICT = "audit.description.strict";

  private MicronautSettings() {}

  /** For an app with a new, empty database. */
  public static Map<String, Object> of(String app) {
    return of(app, Postgres.running().newDatabase(app));
  }

  /** For an app with a database that the test also looks into. */
  public static Map<String, Object> of(String app, Database database) {
    Map<String, Object> settings = withoutDatabase(app);
    settings.put("DB_URL", database.url());
    settings.put("DB_MIGRATE_USER", database.migrateUser());
    settings.put("DB_MIGRATE_PASSWORD_FILE", database.migratePasswordFile().toString());
    settings.put("DB_RUN_USER", database.runUser());
    settings.put("DB_RUN_PASSWORD_FILE", database.runPasswordFile().toString());
    return settings;
  }

  /**
   * The same as environment variables, for an app that is started as a process, on a port that is
   * free now.
   */
  public static Map<String, String> environment(String app, Database database) {
    Map<String, String> environment = new LinkedHashMap<>();
    of(app, database).forEach((name, value) -> environment.put(name, value.toString()));
    environment.remove(ANY_PORT);
    environment.remove(STRICT);
    environment.put(portVariable(app), String.valueOf(Ports.free()));
    return environment;
  }

  /**
   * For an app whose database and Kafka a test takes away and gives back. It waits for the database
   * a second instead of four: each request of the test does.
   *
   * @param database as the test sees it, without the wire
   * @param wire to the database's server; the broker's is {@link Broker#wire()}
   */
  public static Map<String, Object> overWires(String app, Database database, CuttableProxy wire) {
    Map<String, Object> settings = of(app, database.over(wire));
    settings.put("KAFKA_BOOTSTRAP_SERVERS", Broker.running().wiredBootstrapServers());
    settings.put("datasources.default.connection-timeout", "1000");
    return settings;
  }

  /** For an app that keeps nothing in a database. */
  public static Map<String, Object> withoutDatabase(String app) {
    Issuer issuer = Issuer.running();
    Path folder = TemporaryFolder.create(app);
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("KAFKA_BOOTSTRAP_SERVERS", Broker.running().bootstrapServers());
    settings.put("SCHEMA_REGISTRY_URL", Registry.running().url());
    settings.put("AGENCY_ID", Issuer.AGENCY);
    settings.put("OIDC_ISSUER", issuer.issuer());
    settings.put("OIDC_JWKS_URL", issuer.jwksUrl());
    settings.put("OIDC_TOKEN_URL", issuer.tokenUrl());
    settings.put("OIDC_AUTHORIZATION_URL", issuer.authorizationUrl());
    settings.put("CLIENT_ID", app);
    settings.put("HTTP_HOST", "127.0.0.1");
    settings.put("KEYS_DIR", folder.resolve("keys").toString());
    settings.put("DATA_DIR", folder.resolve("data").toString());
    settings.put("PRODUCTION", "false");
    // An answer that the app's description does not tell of is a 500: each test asks for this, too.
    settings.put(STRICT, "true");
    // A port of -1 means any free one.
    settings.put(portVariable(app), "-1");
    settings.put(ANY_PORT, "-1");
    return settings;
  }

  private static String portVariable(String app) {
    return app.replace('-', '_').toUpperCase(Locale.ROOT) + "_PORT";
  }
}
