package org.casenotesaudit.casenotes.records;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Short lists of codes and ids in one text column, separated by commas; none of them holds one. */
public final class Codes {

  private Codes() {}

  public static String joined(Collection<?> values) {
    return values.stream().map(Object::toString).sorted().collect(Collectors.joining(","));
  }

  public static List<String> split(String column) {
    return column.isEmpty() ? List.of() : List.of(column.split(",", -1));
  }

  public static Set<String> setOf(String column) {
    return Set.copyOf(split(column));
  }

  public static Set<UUID> ids(String column) {
    return mapped(column, UUID::fromString);
  }

  public static <E extends Enum<E>> Set<E> symbols(String column, Class<E> type) {
    return mapped(column, symbol -> Enum.valueOf(type, symbol));
  }

  public static <T> Set<T> mapped(String column, Function<String, T> reading) {
    return split(column).stream().map(reading).collect(Collectors.toUnmodifiableSet());
  }
}
