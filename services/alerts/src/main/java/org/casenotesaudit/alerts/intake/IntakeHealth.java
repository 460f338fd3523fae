package org.casenotesaudit.alerts.intake;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Not ready while the topics cannot be taken in: a queue that stands still looks like a quiet one.
 */
@Readiness
@Singleton
final class IntakeHealth implements HealthIndicator {

  private final Intake intake;

  IntakeHealth(Intake intake) {
    this.intake = intake;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Mono.fromSupplier(
        () ->
            HealthResult.builder("intake", intake.isHealthy() ? HealthStatus.UP : HealthStatus.DOWN)
                .build());
  }
}
