package org.casenotesaudit.serviceframe.storage;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import jakarta.validation.constraints.NotBlank;

/**
 * The service's database and its two roles: one owns the tables and migrates, the other only works
 * on rows.
 *
 * @param url JDBC URL
 * @param migrateUser role that owns the tables
 * @param migratePasswordFile path of the file with its password
 * @param runUser role that the running service uses
 * @param runPasswordFile path of the file with its password
 */
@ConfigurationProperties("audit.database")
@Requires(property = "audit.database.url")
public record DatabaseSettings(
    @NotBlank String url,
    @NotBlank String migrateUser,
    String migratePasswordFile,
    @NotBlank String runUser,
    String runPasswordFile) {}
