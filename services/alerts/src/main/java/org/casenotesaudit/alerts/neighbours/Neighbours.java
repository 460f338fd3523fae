package org.casenotesaudit.alerts.neighbours;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.NotBlank;

/**
 * Where the rooms are that alerts asks.
 *
 * @param accessUrl gives a client's name, which is an access
 * @param auditTrailUrl says where an event stands in the ledger
 */
@ConfigurationProperties("alerts.neighbours")
public record Neighbours(@NotBlank String accessUrl, @NotBlank String auditTrailUrl) {}
