package org.casenotesaudit.serviceframe.security;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.management.endpoint.annotation.Endpoint;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.management.endpoint.health.HealthLevelOfDetail;
import io.micronaut.management.health.aggregator.HealthAggregator;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Liveness;
import io.micronaut.security.authentication.Authentication;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Everybody may ask whether a service is well: whoever starts it waits for that. What it stands on,
 * and what of it is not well, is told to the role {@code platform} alone.
 */
@Endpoint(id = HealthEndpoint.NAME, defaultSensitive = HealthEndpoint.DEFAULT_SENSITIVE)
@Replaces(HealthEndpoint.class)
class PlatformHealth extends HealthEndpoint {

  PlatformHealth(
      HealthAggregator<HealthResult> aggregator,
      HealthIndicator[] indicators,
      @Liveness HealthIndicator[] ofLiveness) {
    super(aggregator, indicators, ofLiveness);
  }

  @Override
  protected HealthLevelOfDetail levelOfDetail(@Nullable Principal principal) {
    boolean isPlatform =
        principal instanceof Authentication caller && caller.getRoles().contains(Roles.PLATFORM);
    return super.levelOfDetail(isPlatform ? principal : null);
  }
}
