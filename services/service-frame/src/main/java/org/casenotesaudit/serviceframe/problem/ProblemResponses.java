package org.casenotesaudit.serviceframe.problem;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.stream.Collectors;

/** Gives the errors that Micronaut itself answers (404, 405, 415, bad JSON …) our problem body. */
@Singleton
@Primary
final class ProblemResponses implements ErrorResponseProcessor<Problem> {

  @Override
  public MutableHttpResponse<Problem> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    HttpStatus status = response.status();
    return Problem.of(status, codeOf(status), detailOf(status, context)).onto(response);
  }

  private static String codeOf(HttpStatus status) {
    return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String detailOf(HttpStatus status, ErrorContext context) {
    if (status.getCode() >= 500 || !context.hasErrors()) {
      return status.getReason() + ".";
    }
    return context
        .getRootCause()
        .flatMap(NotTaken::sentenceOf)
        .orElseGet(
            () ->
                context.getErrors().stream()
                    .map(ProblemResponses::sentenceOf)
                    .collect(Collectors.joining("; ")));
  }

  private static String sentenceOf(Error error) {
    return error.getPath().map(path -> path + ": ").orElse("") + error.getMessage();
  }
}
