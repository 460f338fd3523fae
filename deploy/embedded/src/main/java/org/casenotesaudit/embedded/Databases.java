package org.casenotesaudit.embedded;

import static org.casenotesaudit.provision.Databases.database;
import static org.casenotesaudit.provision.Databases.migrateRole;
import static org.casenotesaudit.provision.Databases.runRole;

import java.sql.SQLException;
import java.util.Map;

/**
 * Where each application's database is, and with which passwords: random ones, in files that only
 * their owner reads.
 */
final class Databases {
  private final Settings settings;
  private final Postgres postgres;

  Databases(Settings settings, Postgres postgres) {
    this.settings = settings;
    this.postgres = postgres;
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
    try {
      new org.casenotesaudit.provision.Databases(
              postgres.server(), postgres.login(), this::password)
          .provision();
    } catch (SQLException failed) {
      throw new CommandFailedException(
          "the databases cannot be made: " + failed.getMessage(), failed);
    }
  }
}
