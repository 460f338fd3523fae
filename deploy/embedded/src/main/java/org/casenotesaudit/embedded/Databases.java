package org.casenotesaudit.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * One database and two roles per application: "migrate" owns the schema, "run" reads and writes
 * rows and can change no table. Passwords are random and lie in files that only their owner reads.
 */
final class Databases {
  /** All that use PostgreSQL; the registry, too, so that its schema ids survive a restart. */
  static final List<String> USERS =
      List.of("registry", "case-notes", "access", "confidentiality", "audit-trail", "alerts");

  private final Settings settings;
  private final Postgres postgres;

  Databases(Settings settings, Postgres postgres) {
    this.settings = settings;
    this.postgres = postgres;
  }

  static String database(String user) {
    return user.replace('-', '_');
  }

  static String migrateRole(String user) {
    return database(user) + "_migrate";
  }

  static String runRole(String user) {
    return database(user) + "_run";
  }

  private String password(String role) {
    return Secrets.readOrMake(settings.secret(role), Secrets::randomPassword);
  }

  /** The variables that tell an application where its database is. */
  Map<String, String> environment(String user) {
    // Made here, too: the variables name the files before the first start has made the roles.
    password(migrateRole(user));
    password(runRole(user));
    return Map.of(
        "DB_URL", postgres.url(database(user)),
        "DB_MIGRATE_USER", migrateRole(user),
        "DB_MIGRATE_PASSWORD_FILE", settings.secret(migrateRole(user)).toString(),
        "DB_RUN_USER", runRole(user),
        "DB_RUN_PASSWORD_FILE", settings.secret(runRole(user)).toString());
  }

  /** The variables of the registry, which knows one role only and makes its own tables. */
  Map<String, String> registryEnvironment() {
    return Map.of(
        "APICURIO_STORAGE_KIND", "sql",
        "APICURIO_STORAGE_SQL_KIND", "postgresql",
        "APICURIO_DATASOURCE_URL", postgres.url("registry"),
        "APICURIO_DATASOURCE_USERNAME", migrateRole("registry"),
        "APICURIO_DATASOURCE_PASSWORD", password(migrateRole("registry")),
        // Left alone it keeps 20 sessions open and may take 100.
        "APICURIO_DATASOURCE_JDBC_INITIAL_SIZE", "1",
        "APICURIO_DATASOURCE_JDBC_MIN_SIZE", "1",
        "APICURIO_DATASOURCE_JDBC_MAX_SIZE", "8");
  }

  /** Makes what is missing; what is there keeps its data and gets the password of its file. */
  void provision() {
    try (var cluster = DriverManager.getConnection(postgres.url("postgres"), postgres.login())) {
      for (var user : USERS) {
        role(cluster, migrateRole(user));
        role(cluster, runRole(user));
        if (!exists(cluster, "select 1 from pg_database where datname = ?", database(user))) {
          execute(
              cluster, "create database %s owner %s".formatted(database(user), migrateRole(user)));
        }
        grant(user);
      }
    } catch (SQLException failed) {
      throw new CommandFailedException(
          "the databases cannot be made: " + failed.getMessage(), failed);
    }
  }

  private void role(Connection cluster, String role) throws SQLException {
    if (!exists(cluster, "select 1 from pg_roles where rolname = ?", role)) {
      execute(cluster, "create role " + role + " login");
    }
    // The password is ours and has no quote in it; a role takes no bind variable.
    execute(cluster, "alter role %s password '%s'".formatted(role, password(role)));
  }

  private void grant(String user) throws SQLException {
    var database = database(user);
    var migrate = migrateRole(user);
    var run = runRole(user);
    try (var inside = DriverManager.getConnection(postgres.url(database), postgres.login())) {
      execute(inside, "revoke all on database %s from public".formatted(database));
      execute(inside, "grant connect on database %s to %s, %s".formatted(database, migrate, run));
      execute(inside, "alter schema public owner to " + migrate);
      execute(inside, "grant usage on schema public to " + run);
      var defaults = "alter default privileges for role %s grant ".formatted(migrate);
      execute(inside, defaults + "select, insert, update, delete on tables to " + run);
      execute(inside, defaults + "usage, select on sequences to " + run);
    }
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (var statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      return statement.executeQuery().next();
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
