package org.casenotesaudit.serviceframe.problem;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ConversionErrorHandler;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Answers input that is no such thing as the route takes. */
@Singleton
@Replaces(ConversionErrorHandler.class)
final class UnreadableInputHandler
    implements ExceptionHandler<ConversionErrorException, HttpResponse<?>> {

  @Override
  public HttpResponse<?> handle(HttpRequest request, ConversionErrorException failure) {
    return UnreadableInput.of(failure).response();
  }
}
