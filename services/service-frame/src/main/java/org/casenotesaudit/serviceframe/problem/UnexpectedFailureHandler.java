package org.casenotesaudit.serviceframe.problem;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.casenotesaudit.serviceframe.storage.StorageFailures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last resort: a failure nobody foresaw. The caller hears nothing of its inside, and the log
 * gets types and places but no messages, because a message can carry what a person wrote.
 */
@Singleton
final class UnexpectedFailureHandler implements ExceptionHandler<Throwable, HttpResponse<?>> {

  private static final Logger LOG = LoggerFactory.getLogger(UnexpectedFailureHandler.class);
  private static final int PLACES_SHOWN = 12;

  private final MeterRegistry meters;

  UnexpectedFailureHandler(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public HttpResponse<?> handle(HttpRequest request, Throwable failure) {
    if (StorageFailures.isUnavailable(failure)) {
      meters.counter("audit.requests.failed", "cause", "storage-unavailable").increment();
      return Problem.of(
              HttpStatus.SERVICE_UNAVAILABLE,
              "storage-unavailable",
              "The request could not be recorded, so it was not carried out. Try again.")
          .response();
    }
    if (StorageFailures.isUnstorableText(failure)) {
      return Problem.of(
              HttpStatus.BAD_REQUEST,
              "invalid-text",
              "a text with a NUL character (expected: characters that can be stored)")
          .response();
    }
    meters.counter("audit.requests.failed", "cause", "unexpected").increment();
    LOG.error("request failed unexpectedly: {}", placesOf(failure));
    return Problem.of(
            HttpStatus.INTERNAL_SERVER_ERROR, "internal-error", "The request failed unexpectedly.")
        .response();
  }

  private static String placesOf(Throwable failure) {
    var text = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      text.append(cause.getClass().getName())
          .append(" at ")
          .append(
              Arrays.stream(cause.getStackTrace())
                  .limit(PLACES_SHOWN)
                  .map(StackTraceElement::toString)
                  .collect(Collectors.joining(" < ")))
          .append(" | ");
    }
    return text.toString();
  }
}
