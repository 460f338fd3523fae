package org.casenotesaudit.serviceframe.problem;

import com.fasterxml.jackson.core.JsonParseException;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.beans.BeanIntrospector;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.serde.exceptions.SerdeException;
import io.micronaut.serde.exceptions.path.CollectionItemReferencePath;
import io.micronaut.serde.exceptions.path.PropertyReferencePath;
import io.micronaut.serde.exceptions.path.ReferencePath;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a caller hears whose input cannot be read as what a route takes: which field, and what was
 * expected. Nothing of the value, which can be what somebody wrote about a person; so the messages
 * of the parsers, which repeat pieces of it, stay here.
 */
final class UnreadableInput {

  static final String ONE_OBJECT = "one JSON object";

  /** How the parser says it; {@code BodyProblemTest} notices when it says it otherwise. */
  private static final String UNKNOWN_FIELD = "Unknown property [";

  /** The same of a field that must be there, whose name is ours. */
  private static final Pattern MISSING_FIELD =
      Pattern.compile(
          "\\bRequired (?:constructor parameter|property) \\[(?:[^\\]]* )?(?<name>\\w+)]");

  /** What looks like the name of a field. What does not may be a sentence in the wrong place. */
  private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,39}");

  private UnreadableInput() {}

  static Problem notJson() {
    return badRequest("body: no JSON", ONE_OBJECT);
  }

  static Problem of(ConversionErrorException failure) {
    Argument<?> wanted = failure.getArgument();
    if (!wanted.getAnnotationMetadata().hasAnnotation(Body.class)) {
      return invalid(wanted.getName(), "not understood", expected(wanted));
    }
    if (causeOf(failure, JsonParseException.class).isPresent()) {
      return notJson();
    }
    return causeOf(failure, SerdeException.class)
        .map(UnreadableInput::of)
        .orElseGet(() -> badRequest("body: not understood", ONE_OBJECT));
  }

  private static Problem of(SerdeException unreadable) {
    // The parser tells the innermost first.
    List<ReferencePath> path = unreadable.getPath().reversed();
    Matcher missing = MISSING_FIELD.matcher(String.valueOf(unreadable.getMessage()));
    if (missing.find()) {
      return invalid(fieldIn(placeOf(path), missing.group("name")), "missing", "a value");
    }
    if (path.isEmpty()) {
      return badRequest("body: not understood", ONE_OBJECT);
    }
    ReferencePath last = path.getLast();
    if (last instanceof PropertyReferencePath field
        && String.valueOf(unreadable.getMessage()).startsWith(UNKNOWN_FIELD)) {
      String place = placeOf(path.subList(0, path.size() - 1));
      String name = named(field.property().getName());
      return invalid(fieldIn(place, name), "unknown", "one of " + fieldsOf(field));
    }
    return invalid(placeOf(path), "not understood", expected(valueAt(last)));
  }

  private static <T extends Throwable> Optional<T> causeOf(Throwable failure, Class<T> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
    }
    return Optional.empty();
  }

  private static String fieldIn(String place, String name) {
    return place.isEmpty() ? name : place + "." + name;
  }

  private static String placeOf(List<ReferencePath> path) {
    var place = new StringBuilder();
    for (ReferencePath step : path) {
      switch (step) {
        case PropertyReferencePath property ->
            place.append(place.isEmpty() ? "" : ".").append(property.property().getName());
        case CollectionItemReferencePath item -> place.append('[').append(item.index()).append(']');
        // The key of a map is the caller's word, not ours.
        default -> place.append("[…]");
      }
    }
    return place.toString();
  }

  /** What stands at a place: of a collection its items. */
  private static Argument<?> valueAt(ReferencePath step) {
    return step instanceof CollectionItemReferencePath item
        ? item.collectionArgument().getFirstTypeVariable().orElse(Argument.OBJECT_ARGUMENT)
        : step.getArgument();
  }

  private static String named(String field) {
    return FIELD_NAME.matcher(field).matches() ? field : "a field";
  }

  private static String fieldsOf(PropertyReferencePath unknown) {
    return BeanIntrospector.SHARED.findIntrospection(unknown.type()).stream()
        .map(BeanIntrospection::getPropertyNames)
        .flatMap(Arrays::stream)
        .collect(Collectors.joining(", "));
  }

  private static String expected(Argument<?> argument) {
    Class<?> type = argument.getWrapperType();
    if (type == Optional.class) {
      return argument.getFirstTypeVariable().map(UnreadableInput::expected).orElse("a value");
    }
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(constant -> ((Enum<?>) constant).name())
              .collect(Collectors.joining(", "));
    }
    if (type == Integer.class || type == Long.class || type == Short.class) {
      return "a whole number";
    }
    if (Number.class.isAssignableFrom(type)) {
      return "a number";
    }
    if (type == Boolean.class) {
      return "true or false";
    }
    if (CharSequence.class.isAssignableFrom(type)) {
      return "text";
    }
    if (type == Instant.class) {
      return "a time such as 2026-01-31T09:00:00Z";
    }
    if (type == LocalDate.class) {
      return "a date such as 2026-01-31";
    }
    if (type == UUID.class) {
      return "a UUID";
    }
    if (Collection.class.isAssignableFrom(type)) {
      return argument
              .getFirstTypeVariable()
              .filter(item -> item.getType() == String.class)
              .isPresent()
          ? "a list of texts"
          : "a list";
    }
    return "an object";
  }

  private static Problem invalid(String field, String found, String expected) {
    return Problem.of(
        HttpStatus.BAD_REQUEST,
        "invalid-field",
        field + ": " + found + " (expected: " + expected + ")");
  }

  private static Problem badRequest(String found, String expected) {
    return Problem.of(
        HttpStatus.BAD_REQUEST, "bad-request", found + " (expected: " + expected + ")");
  }
}
