package org.casenotesaudit.serviceframe.configuration;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.NotBlank;

/**
 * Where tokens come from, and who this service is to the issuer.
 *
 * @param jwksUrl the issuer's public keys
 * @param tokenUrl where this service gets a token for calls to its neighbours
 * @param clientId this service's client id; empty: the application's name
 * @param clientSecretFile path of a file with the client's secret; empty where the issuer asks none
 */
@ConfigurationProperties("audit.oidc")
public record OidcSettings(
    @NotBlank String jwksUrl,
    @NotBlank String tokenUrl,
    String clientId,
    String clientSecretFile) {}
