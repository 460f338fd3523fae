package org.casenotesaudit.serviceframe.problem;

import io.micronaut.http.MediaType;
import io.micronaut.http.exceptions.BufferLengthExceededException;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.http.server.exceptions.NotAcceptableException;
import io.micronaut.http.server.exceptions.NotAllowedException;
import io.micronaut.http.server.exceptions.UnsupportedMediaException;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a caller hears whose request no route takes as it came: the wrong method or type, or too
 * much of it. Found and expected, as of a field.
 */
final class NotTaken {

  /** Micronaut says it in words only; {@code BodyProblemTest} notices when it says it otherwise. */
  private static final Pattern TOO_LONG =
      Pattern.compile(
          ".*?(?:content length \\[(?<found>\\d+)])? exceeds the maximum allowed \\w+ length"
              + " \\[(?<limit>\\d+)].*");

  private NotTaken() {}

  static Optional<String> sentenceOf(Throwable cause) {
    return switch (cause) {
      case UnsupportedMediaException type ->
          Optional.of(
              sentence(
                  "Content-Type",
                  MediaType.of(type.getContentType()).getName(),
                  type.getAcceptableContentTypes()));
      case NotAcceptableException types ->
          Optional.of(
              sentence(
                  "Accept", listed(types.getAcceptedTypes()), types.getProduceableContentTypes()));
      case NotAllowedException method ->
          Optional.of(sentence("method", method.getRequestMethod(), method.getAllowedMethods()));
      case ContentLengthExceededException length -> tooLong(length);
      case BufferLengthExceededException length -> tooLong(length);
      default -> Optional.empty();
    };
  }

  private static Optional<String> tooLong(Exception length) {
    Matcher said = TOO_LONG.matcher(String.valueOf(length.getMessage()));
    if (!said.matches()) {
      return Optional.empty();
    }
    // Of a part of a form, whose name is the caller's word, the length is not told.
    String found = said.group("found") == null ? "more" : said.group("found") + " bytes";
    return Optional.of("body: " + found + " (expected: at most " + said.group("limit") + " bytes)");
  }

  private static String sentence(String what, String found, Collection<String> expected) {
    return what + ": " + found + " (expected: " + listed(expected) + ")";
  }

  private static String listed(Collection<String> names) {
    return names.stream().sorted().collect(Collectors.joining(", "));
  }
}
