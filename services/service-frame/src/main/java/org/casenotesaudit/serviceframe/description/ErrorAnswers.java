package org.casenotesaudit.serviceframe.description;

import io.micronaut.http.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * With what a route can end a request: what its kind brings with it, because the frame answers so,
 * and what it says itself.
 */
final class ErrorAnswers {

  private ErrorAnswers() {}

  /** By status; in each the answers in the order in which they are met. */
  static SortedMap<Integer, List<ErrorAnswer>> of(RouteFacts route) {
    var answers = new ArrayList<ErrorAnswer>();
    addOfTheDoor(route, answers);
    addOfInput(route, answers);
    addOfTheKey(route, answers);
    route.refusals().forEach(answers::add);
    return answers.stream()
        .collect(
            Collectors.groupingBy(
                answer -> answer.status().getCode(), TreeMap::new, Collectors.toList()));
  }

  private static void addOfTheDoor(RouteFacts route, List<ErrorAnswer> answers) {
    if (route.isOpenToAll()) {
      return;
    }
    answers.add(
        new ErrorAnswer(
            HttpStatus.UNAUTHORIZED,
            "token-required",
            "There is no bearer token, or it is not a valid one for this service."));
    if (!route.roles().isEmpty()) {
      answers.add(
          new ErrorAnswer(
              HttpStatus.FORBIDDEN, "role-missing", "The token carries none of the roles."));
    }
    answers.add(
        new ErrorAnswer(
            HttpStatus.SERVICE_UNAVAILABLE,
            "issuer-unavailable",
            "Tokens cannot be checked right now. Try again."));
    answers.add(
        new ErrorAnswer(
            HttpStatus.SERVICE_UNAVAILABLE,
            "storage-unavailable",
            "The request could not be recorded, so it was not carried out. Try again."));
  }

  private static void addOfInput(RouteFacts route, List<ErrorAnswer> answers) {
    if (route.readsInput()) {
      answers.add(
          new ErrorAnswer(
              HttpStatus.BAD_REQUEST,
              "invalid-field",
              "A field or parameter is missing, unknown or wrong; the detail says which one, what"
                  + " was found and what was expected."));
    }
    if (route.takesJson() || route.needsParameter()) {
      answers.add(
          new ErrorAnswer(
              HttpStatus.BAD_REQUEST,
              "bad-request",
              "The body is not what the route reads, or a parameter is missing."));
    }
    if (route.takesJson()) {
      answers.add(
          new ErrorAnswer(
              HttpStatus.BAD_REQUEST, "invalid-text", "A text holds a character U+0000."));
    }
    if (route.takesBody()) {
      answers.add(
          new ErrorAnswer(
              HttpStatus.REQUEST_ENTITY_TOO_LARGE,
              "request-entity-too-large",
              "The body is longer than the service takes, or what of it would go on record is."));
      answers.add(
          new ErrorAnswer(
              HttpStatus.UNSUPPORTED_MEDIA_TYPE,
              "unsupported-media-type",
              "The Content-Type is not one that the route reads."));
    }
  }

  private static void addOfTheKey(RouteFacts route, List<ErrorAnswer> answers) {
    if (!route.takesIdempotencyKey()) {
      return;
    }
    answers.add(
        new ErrorAnswer(
            HttpStatus.CONFLICT,
            "idempotency-key-in-flight",
            "The same Idempotency-Key is being worked on: wait for its answer."));
    if (route.takesBody()) {
      answers.add(
          new ErrorAnswer(
              HttpStatus.UNPROCESSABLE_ENTITY,
              "idempotency-key-reused",
              "The Idempotency-Key was used with another body."));
    } else {
      answers.add(
          new ErrorAnswer(
              HttpStatus.BAD_REQUEST,
              "invalid-field",
              "The Idempotency-Key is empty or too long."));
    }
  }
}
