package org.casenotesaudit.alerts.review;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * Who reviews what nobody else may.
 *
 * @param externalReviewer worker id of the external reviewer; empty if the agency has named none
 */
@ConfigurationProperties("alerts.review")
public record ReviewSettings(String externalReviewer) {}
