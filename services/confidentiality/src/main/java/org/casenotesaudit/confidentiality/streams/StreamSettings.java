package org.casenotesaudit.confidentiality.streams;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/**
 * How the stream runs.
 *
 * @param applicationId names the consumer group, the transactions and the changelogs; a new one
 *     starts from the oldest record with empty state
 * @param stateDir folder for local state; lost, it is read again from the changelogs
 * @param threads processing threads of this process
 * @param rulePack the pack's file, for instance {@code classpath:rule-packs/default.yaml}
 */
@ConfigurationProperties("confidentiality")
public record StreamSettings(
    @NotBlank String applicationId,
    @NotBlank String stateDir,
    @Min(1) int threads,
    @NotBlank String rulePack) {}
