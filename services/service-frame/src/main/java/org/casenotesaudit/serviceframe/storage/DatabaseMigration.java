package org.casenotesaudit.serviceframe.storage;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.util.Map;
import org.casenotesaudit.serviceframe.configuration.SecretFile;
import org.flywaydb.core.Flyway;

/**
 * Migrates the database with the role that owns it, then lets the pool open with the role that
 * works on it. Happens before the first connection of the pool, so no code of the service ever
 * holds the owner's.
 */
@Singleton
@Requires(bean = DatabaseSettings.class)
final class DatabaseMigration implements BeanCreatedEventListener<DatasourceConfiguration> {

  private static final int CONNECT_RETRIES = 20;
  private static final int CONNECT_RETRY_INTERVAL_MAX_SECONDS = 2;

  private final DatabaseSettings settings;

  DatabaseMigration(DatabaseSettings settings) {
    this.settings = settings;
  }

  @Override
  public DatasourceConfiguration onCreated(BeanCreatedEvent<DatasourceConfiguration> event) {
    Flyway.configure()
        .dataSource(
            settings.url(),
            settings.migrateUser(),
            SecretFile.read("DB_MIGRATE_PASSWORD_FILE", settings.migratePasswordFile()))
        .locations("classpath:db/messaging", "classpath:db/service-frame", "classpath:db/migration")
        .placeholders(Map.of("runRole", settings.runUser()))
        .connectRetries(CONNECT_RETRIES)
        .connectRetriesInterval(CONNECT_RETRY_INTERVAL_MAX_SECONDS)
        .validateMigrationNaming(true)
        // What all services share is numbered below 1, what is a service's own from 1 on: a new
        // shared migration is older by number than those that a running service has behind it.
        .outOfOrder(true)
        .load()
        .migrate();
    DatasourceConfiguration pool = event.getBean();
    pool.setUsername(settings.runUser());
    pool.setPassword(SecretFile.read("DB_RUN_PASSWORD_FILE", settings.runPasswordFile()));
    return pool;
  }
}
