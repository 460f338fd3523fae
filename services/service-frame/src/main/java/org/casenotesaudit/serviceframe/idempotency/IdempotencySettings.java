package org.casenotesaudit.serviceframe.idempotency;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import jakarta.validation.constraints.NotBlank;

/**
 * Where the key lies with which bodies are digested.
 *
 * @param keysDir folder of key files, outside PostgreSQL and its backups
 */
@ConfigurationProperties("audit.idempotency")
@Requires(property = "audit.idempotency.keys-dir")
public record IdempotencySettings(@NotBlank String keysDir) {}
