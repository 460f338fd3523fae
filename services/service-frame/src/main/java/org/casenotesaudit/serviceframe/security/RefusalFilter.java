package org.casenotesaudit.serviceframe.security;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.casenotesaudit.serviceframe.problem.Problem;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Records who was turned away before they hear it: at the door, or behind it by a route that
 * answers 403 with a {@link ProblemException}, whatever turns that into an answer. Stands outside
 * the security filter, so that it sees the answers of that one.
 */
@ServerFilter("/**")
@Order(Integer.MIN_VALUE / 2)
final class RefusalFilter {

  private final MeterRegistry meters;
  private final ExecutorService blocking;
  private final @Nullable Refusals refusals;

  RefusalFilter(
      MeterRegistry meters,
      @Named(TaskExecutors.IO) ExecutorService blocking,
      @Nullable Refusals refusals) {
    this.meters = meters;
    this.blocking = blocking;
    this.refusals = refusals;
  }

  private static Optional<TurnedAway> behindTheDoor(
      HttpRequest<?> request, MutableHttpResponse<?> response) {
    // As it is: a typed look would try to convert a SQLException, which is a list of itself, for
    // ever.
    return response
        .getAttribute(HttpAttributes.EXCEPTION)
        .filter(ProblemException.class::isInstance)
        .map(ProblemException.class::cast)
        .filter(ProblemException::isUnrecordedRefusal)
        .map(refusal -> TurnedAway.byTheRoute(request));
  }

  @ResponseFilter
  CompletionStage<MutableHttpResponse<?>> record(
      HttpRequest<?> request, MutableHttpResponse<?> response) {
    var turnedAway = TurnedAway.of(request).or(() -> behindTheDoor(request, response));
    if (turnedAway.isEmpty()) {
      return CompletableFuture.completedStage(response);
    }
    TurnedAway refusal = turnedAway.get();
    meters.counter("audit.requests.refused", "reason", refusal.reason().name()).increment();
    if (refusals == null) {
      return CompletableFuture.completedStage(response);
    }
    Refusals recorder = refusals;
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            recorder.record(refusal);
            return response;
          } catch (RuntimeException failure) {
            // A refusal that cannot be recorded is not answered as one: the trail comes first.
            return Problem.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "storage-unavailable",
                    "The request could not be recorded. Try again.")
                .response();
          }
        },
        blocking);
  }
}
