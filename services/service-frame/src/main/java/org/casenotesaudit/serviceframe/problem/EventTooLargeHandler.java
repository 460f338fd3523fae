package org.casenotesaudit.serviceframe.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.casenotesaudit.messaging.outbox.EventTooLargeException;
import org.casenotesaudit.messaging.outbox.Outbox;

/**
 * A request within the bounds of a body, of which more would go on record than an entry of the
 * ledger holds. Nothing of it has happened: its transaction ended with the failure.
 */
@Singleton
final class EventTooLargeHandler
    implements ExceptionHandler<EventTooLargeException, HttpResponse<?>> {

  @Override
  public HttpResponse<?> handle(HttpRequest request, EventTooLargeException failure) {
    return Problem.of(
            HttpStatus.REQUEST_ENTITY_TOO_LARGE,
            "request-entity-too-large",
            "what would go on record: "
                + failure.bytes()
                + " bytes (expected: at most "
                + Outbox.MAX_EVENT_BYTES
                + " bytes)")
        .response();
  }
}
