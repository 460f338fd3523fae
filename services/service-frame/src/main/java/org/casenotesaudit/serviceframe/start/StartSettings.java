package org.casenotesaudit.serviceframe.start;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * What a service asks of its surroundings before it starts.
 *
 * @param patience how long a cluster or a registry that does not answer is asked again
 */
@ConfigurationProperties("audit.start")
public record StartSettings(Duration patience) {}
