package org.casenotesaudit.serviceframe.problem;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.JsonExceptionHandler;
import io.micronaut.json.JsonSyntaxException;
import jakarta.inject.Singleton;

/** Answers a body that is no JSON. */
@Singleton
@Replaces(JsonExceptionHandler.class)
final class NoJsonHandler implements ExceptionHandler<JsonSyntaxException, HttpResponse<?>> {

  @Override
  public HttpResponse<?> handle(HttpRequest request, JsonSyntaxException failure) {
    return UnreadableInput.notJson().response();
  }
}
