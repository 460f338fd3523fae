package org.casenotesaudit.confidentiality.streams;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.reactivestreams.Publisher;

/** Ready when the stream runs: while partitions move, nothing is judged and nobody should wait. */
@Singleton
@Readiness
final class StreamReadiness implements HealthIndicator {

  private final JudgingStream stream;

  StreamReadiness(JudgingStream stream) {
    this.stream = stream;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    KafkaStreams.State state = stream.state();
    HealthStatus status = state == KafkaStreams.State.RUNNING ? HealthStatus.UP : HealthStatus.DOWN;
    return Publishers.just(
        HealthResult.builder("judging-stream", status)
            .details(Map.of("state", state.name()))
            .build());
  }
}
