package org.casenotesaudit.testkit.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How JSON looks on an edge, exactly: a number is no text, one text is no list of one, and null is
 * not the same as nothing.
 */
@FunctionalInterface
public interface JsonShape {

  /** The symbol of a closed list that means a newer one: for readers, never for writers. */
  String UNKNOWN = "UNKNOWN";

  /**
   * What is not as agreed.
   *
   * @param place name of the field
   * @return each fault as {@code field: found (expected: …)}; none where all is as agreed
   */
  Stream<String> faults(String place, JsonNode found);

  static JsonShape text() {
    return of("text", JsonNode::isTextual);
  }

  static JsonShape wholeNumber() {
    return of("a whole number", JsonNode::isIntegralNumber);
  }

  static JsonShape yesOrNo() {
    return of("true or false", JsonNode::isBoolean);
  }

  static JsonShape id() {
    return ofText(
        "a UUID in lower case", Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"));
  }

  /** A role or a team, as the directory and the issuer write them. */
  static JsonShape code() {
    return ofText("a code of up to 64 characters", Pattern.compile("[A-Za-z0-9._:-]{1,64}"));
  }

  /** A moment in UTC, as RFC 3339 writes it. */
  static JsonShape moment() {
    return of("a time such as 2026-01-31T09:00:00Z", readableBy(Instant::parse));
  }

  static JsonShape date() {
    return of("a date such as 2026-01-31", readableBy(LocalDate::parse));
  }

  static JsonShape oneOf(List<String> symbols) {
    return of("one of " + symbols, found -> found.isTextual() && symbols.contains(found.asText()));
  }

  static JsonShape exactly(String symbol) {
    return oneOf(List.of(symbol));
  }

  /** A symbol of a closed list, but not {@link #UNKNOWN}. */
  static JsonShape oneOf(Class<? extends Enum<?>> type) {
    return oneOf(symbols(type));
  }

  /** The symbols of a closed list, without {@link #UNKNOWN}. */
  static List<String> symbols(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(Enum::name)
        .filter(name -> !name.equals(UNKNOWN))
        .toList();
  }

  static JsonShape listOf(JsonShape each) {
    return (place, found) ->
        found.isArray()
            ? IntStream.range(0, found.size())
                .boxed()
                .flatMap(i -> each.faults(place + "[" + i + "]", found.path(i)))
            : Stream.of(fault(place, found, "a list"));
  }

  static JsonShape listOfSome(JsonShape each) {
    return (place, found) ->
        found.isEmpty()
            ? Stream.of(fault(place, found, "a list of one or more"))
            : listOf(each).faults(place, found);
  }

  /** An object without fields yet. */
  static ObjectShape object() {
    return ObjectShape.EMPTY;
  }

  static String fault(String place, JsonNode found, String expected) {
    return (place.isEmpty() ? "body" : place) + ": " + found + " (expected: " + expected + ")";
  }

  private static JsonShape of(String expected, Predicate<JsonNode> isOne) {
    return (place, found) ->
        isOne.test(found) ? Stream.empty() : Stream.of(fault(place, found, expected));
  }

  private static JsonShape ofText(String expected, Pattern form) {
    return of(expected, found -> found.isTextual() && form.matcher(found.asText()).matches());
  }

  private static Predicate<JsonNode> readableBy(Consumer<String> parser) {
    return found -> {
      try {
        parser.accept(found.isTextual() ? found.asText() : "");
        return true;
      } catch (DateTimeException unreadable) {
        return false;
      }
    };
  }
}
