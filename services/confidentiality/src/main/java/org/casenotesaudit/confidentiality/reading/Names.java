package org.casenotesaudit.confidentiality.reading;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Carries enum symbols and lists of ids over from the events' vocabulary to the rules'. */
final class Names {

  private Names() {}

  /**
   * The constant of the same name. A symbol that the rules do not know becomes their last resort
   * UNKNOWN, as a newer symbol does on the wire; a test holds the two vocabularies together.
   */
  static <E extends Enum<E>> E same(Class<E> target, Enum<?> symbol) {
    return Arrays.stream(target.getEnumConstants())
        .filter(constant -> constant.name().equals(symbol.name()))
        .findFirst()
        .orElseGet(() -> Enum.valueOf(target, "UNKNOWN"));
  }

  static <S, T> Set<T> set(Collection<S> values, Function<? super S, ? extends T> each) {
    return values.stream().map(each).collect(Collectors.toSet());
  }

  static <T> @Nullable T orNull(@Nullable String value, Function<String, T> id) {
    return value == null ? null : id.apply(value);
  }
}
