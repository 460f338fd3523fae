package org.casenotesaudit.serviceframe.configuration;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.NotBlank;

/**
 * Where Kafka is.
 *
 * @param bootstrapServers host:port, separated by commas
 */
@ConfigurationProperties("audit.kafka")
public record KafkaSettings(@NotBlank String bootstrapServers) {}
