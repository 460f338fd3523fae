package org.casenotesaudit.serviceframe.storage;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.casenotesaudit.messaging.Failures;
import org.casenotesaudit.serviceframe.configuration.KafkaSettings;
import org.casenotesaudit.serviceframe.configuration.SecretFile;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Migrates the database with the role that owns it, then lets the pool open with the role that
 * works on it. Happens before the first connection of the pool, so no code of the service ever
 * holds the owner's.
 */
@Singleton
@Requires(bean = DatabaseSettings.class)
final class DatabaseMigration implements BeanCreatedEventListener<DatasourceConfiguration> {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseMigration.class);
  private static final int CONNECT_RETRIES = 20;
  private static final int CONNECT_RETRY_INTERVAL_MAX_SECONDS = 2;

  /** SQLSTATE class 28, invalid authorization: asking again with the same password is no use. */
  private static final String NOT_AUTHORISED = "28";

  private final DatabaseSettings settings;

  /**
   * @param kafka asked for so that nothing is migrated by a service that will not start
   */
  DatabaseMigration(DatabaseSettings settings, KafkaSettings kafka) {
    this.settings = settings;
  }

  @Override
  public DatasourceConfiguration onCreated(BeanCreatedEvent<DatasourceConfiguration> event) {
    String migratePassword =
        SecretFile.read("DB_MIGRATE_PASSWORD_FILE", settings.migratePasswordFile());
    String runPassword = SecretFile.read("DB_RUN_PASSWORD_FILE", settings.runPasswordFile());
    migrate(migratePassword);
    requireLogin(settings.runUser(), "DB_RUN_PASSWORD_FILE", runPassword);
    DatasourceConfiguration pool = event.getBean();
    pool.setUsername(settings.runUser());
    pool.setPassword(runPassword);
    return pool;
  }

  private void migrate(String password) {
    // Flyway waits for a database that is not there yet; for a wrong password it would wait as
    // long.
    requireLogin(settings.migrateUser(), "DB_MIGRATE_PASSWORD_FILE", password);
    try {
      flyway(password).migrate();
    } catch (FlywayException failure) {
      throw new IllegalStateException(
          "database %s: %s (expected: one that this release can migrate)"
              .formatted(settings.url(), oneLine(failure)),
          failure);
    }
  }

  private void requireLogin(String user, String setting, String password) {
    try (Connection connection = DriverManager.getConnection(settings.url(), user, password)) {
      connection.getMetaData();
    } catch (SQLException failure) {
      String state = failure.getSQLState();
      if (state != null && state.startsWith(NOT_AUTHORISED)) {
        throw new IllegalStateException(
            "database %s: turned %s away, SQLSTATE %s (expected: the password in %s to be theirs)"
                .formatted(settings.url(), user, state, setting),
            failure);
      }
      LOG.info("database: {}; asking again", Failures.nameOf(failure));
    }
  }

  private static String oneLine(FlywayException failure) {
    return String.valueOf(failure.getMessage()).strip().replaceAll("\\s*\\R\\s*", "; ");
  }

  private Flyway flyway(String password) {
    return Flyway.configure()
        .dataSource(settings.url(), settings.migrateUser(), password)
        .locations("classpath:db/messaging", "classpath:db/service-frame", "classpath:db/migration")
        .placeholders(Map.of("runRole", settings.runUser()))
        .connectRetries(CONNECT_RETRIES)
        .connectRetriesInterval(CONNECT_RETRY_INTERVAL_MAX_SECONDS)
        .validateMigrationNaming(true)
        // What all services share is numbered below 1, what is a service's own from 1 on: a new
        // shared migration is older by number than those that a running service has behind it.
        .outOfOrder(true)
        .load();
  }
}
