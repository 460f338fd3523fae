package org.casenotesaudit.serviceframe.configuration;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.NotBlank;

/**
 * Where the schema registry is.
 *
 * @param url base URL of its Confluent-compatible API
 */
@ConfigurationProperties("audit.registry")
public record RegistryLocation(@NotBlank String url) {}
