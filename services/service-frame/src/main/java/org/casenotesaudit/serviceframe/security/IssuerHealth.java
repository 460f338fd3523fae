package org.casenotesaudit.serviceframe.security;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;

/** Not ready while no token can be checked: every request would be answered with 503. */
@Readiness
@Singleton
final class IssuerHealth implements HealthIndicator {

  private final IssuerKeys keys;

  IssuerHealth(IssuerKeys keys) {
    this.keys = keys;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Publishers.just(
        HealthResult.builder("issuer", keys.areUsable() ? HealthStatus.UP : HealthStatus.DOWN)
            .build());
  }
}
