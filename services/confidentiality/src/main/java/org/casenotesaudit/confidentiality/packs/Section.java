package org.casenotesaudit.confidentiality.packs;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One map of a pack's YAML, read key by key; whatever is not as expected is named and refused. */
final class Section {

  private final String path;
  private final Map<?, ?> values;

  Section(String path, @Nullable Object parsed) {
    if (!(parsed instanceof Map<?, ?> map)) {
      throw new RulePackException(path.isEmpty() ? "file" : path, kindOf(parsed), "a section");
    }
    this.path = path;
    this.values = map;
  }

  void hasOnly(String... keys) {
    Set<String> expected = Set.of(keys);
    for (Object key : values.keySet()) {
      if (!(key instanceof String name) || !expected.contains(name)) {
        throw new RulePackException(at(String.valueOf(key)), "unknown key", expected.toString());
      }
    }
  }

  Section section(String key) {
    return new Section(at(key), values.get(key));
  }

  String text(String key) {
    if (values.get(key) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw refused(key, "a text in quotes");
  }

  boolean flag(String key) {
    if (values.get(key) instanceof Boolean flag) {
      return flag;
    }
    throw refused(key, "true or false");
  }

  /** A whole number from 1 up. */
  long number(String key) {
    if (values.get(key) instanceof Integer number && number > 0) {
      return number;
    }
    throw refused(key, "a whole number, 1 or more");
  }

  List<String> texts(String key) {
    if (values.get(key) instanceof List<?> list
        && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).toList();
    }
    throw refused(key, "a list of texts");
  }

  private RulePackException refused(String key, String expected) {
    Object found = values.get(key);
    return new RulePackException(at(key), found == null ? "" : found.toString(), expected);
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static String kindOf(@Nullable Object value) {
    return value == null ? "" : value.getClass().getSimpleName();
  }
}
