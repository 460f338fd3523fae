package org.casenotesaudit.ledger.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A JSON value as entries use it. There is one spelling for each value (RFC 8785), so equal values
 * have equal bytes. Numbers are whole and below 2^53 in size, where every JSON reader agrees;
 * larger ones are written as text.
 */
public sealed interface Json {
  /** Largest size of a number: 2^53 - 1. */
  long LARGEST_WHOLE = (1L << 53) - 1;

  /** A string of Unicode text; a lone surrogate is refused because it has no UTF-8 form. */
  record Text(String value) implements Json {
    public Text {
      CanonicalWriter.requireWellFormed(value);
    }
  }

  /** A whole number. */
  record Whole(long value) implements Json {
    public Whole {
      if (value > LARGEST_WHOLE || value < -LARGEST_WHOLE) {
        throw new MalformedJsonException(
            "a number of " + Long.toString(value).length() + " digits", "at most 2^53 - 1");
      }
    }
  }

  /** True or false. */
  record Flag(boolean value) implements Json {}

  /** JSON's null. */
  record Nothing() implements Json {}

  /** A list. */
  record Array(List<Json> items) implements Json {
    public Array {
      items = List.copyOf(items);
    }
  }

  /** Members by name, in the order of RFC 8785 (UTF-16 code units), which is String's own. */
  record Object(SortedMap<String, Json> members) implements Json {
    public Object {
      members.keySet().forEach(CanonicalWriter::requireWellFormed);
      members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    }

    /** The member of that name, if there is one. */
    public Optional<Json> member(String name) {
      return Optional.ofNullable(members.get(name));
    }
  }

  static Json text(String value) {
    return new Text(value);
  }

  static Json whole(long value) {
    return new Whole(value);
  }

  static Json flag(boolean value) {
    return new Flag(value);
  }

  static Json nothing() {
    return new Nothing();
  }

  static Json array(List<Json> items) {
    return new Array(items);
  }

  static Object object(Map<String, Json> members) {
    return new Object(new TreeMap<>(members));
  }

  /**
   * Reads one value. White space between tokens is allowed; duplicate names, fractions, exponents,
   * lone surrogates, invalid UTF-8 and more than 32 levels are not.
   *
   * @throws MalformedJsonException naming the position and what was expected there
   */
  static Json parse(byte[] utf8) {
    return JsonReader.read(utf8);
  }

  /**
   * Reads one value and insists that the bytes are its canonical spelling.
   *
   * @throws MalformedJsonException also when another spelling of the same value would be canonical
   */
  static Json parseCanonical(byte[] utf8) {
    var value = JsonReader.read(utf8);
    if (!Arrays.equals(value.canonicalBytes(), utf8)) {
      throw new MalformedJsonException("another spelling", "the canonical form of RFC 8785");
    }
    return value;
  }

  /** The canonical spelling of RFC 8785. */
  default String canonical() {
    var out = new StringBuilder();
    CanonicalWriter.write(this, out);
    return out.toString();
  }

  /** The canonical spelling in UTF-8. */
  default byte[] canonicalBytes() {
    return canonical().getBytes(StandardCharsets.UTF_8);
  }
}
