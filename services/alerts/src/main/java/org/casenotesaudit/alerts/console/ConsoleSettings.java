package org.casenotesaudit.alerts.console;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;

/**
 * How people sign in to the console.
 *
 * @param clientId the console's OAuth client: public, with PKCE, so it has no secret
 * @param issuer what the id token must name as its issuer
 * @param authorizationUrl where the browser is sent to sign in
 * @param tokenUrl where the code is exchanged
 * @param jwksUrl the issuer's public keys
 * @param sessionHours how long a session lasts at most
 */
@ConfigurationProperties("alerts.console")
public record ConsoleSettings(
    @NotBlank String clientId,
    @NotBlank String issuer,
    @NotBlank String authorizationUrl,
    @NotBlank String tokenUrl,
    @NotBlank String jwksUrl,
    @Positive int sessionHours) {}
