package org.casenotesaudit.serviceframe.description;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks into a document of maps and lists, as YAML is read. */
final class Tree {

  static final String SCHEMAS = "#/components/schemas/";
  static final String REFERENCE = "$ref";

  private Tree() {}

  /** What is no map is an empty one. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> map(@Nullable Object node) {
    return node instanceof Map<?, ?> ? (Map<String, Object>) node : Map.of();
  }

  static Map<String, Object> map(Map<String, Object> parent, String key) {
    return map(parent.get(key));
  }

  /** The map of this name, made if there is none. */
  static Map<String, Object> mapIn(Map<String, Object> parent, String key) {
    return parent.get(key) instanceof Map<?, ?> found ? map(found) : put(parent, key);
  }

  private static Map<String, Object> put(Map<String, Object> parent, String key) {
    Map<String, Object> made = new LinkedHashMap<>();
    parent.put(key, made);
    return made;
  }

  static List<Map<String, Object>> maps(@Nullable Object node) {
    return node instanceof List<?> list ? list.stream().map(Tree::map).toList() : List.of();
  }

  static List<String> texts(@Nullable Object node) {
    return node instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  /** Names of the schemas that hang on a node, through other schemas too. */
  static Set<String> schemasUnder(Object node, Map<String, Object> schemas) {
    Set<String> found = new LinkedHashSet<>();
    List<Object> waiting = new ArrayList<>(List.of(node));
    while (!waiting.isEmpty()) {
      Object next = waiting.removeLast();
      if (next instanceof Map<?, ?> map) {
        waiting.addAll(map.values());
        if (map.get(REFERENCE) instanceof String to && to.startsWith(SCHEMAS)) {
          String name = to.substring(SCHEMAS.length());
          if (found.add(name)) {
            waiting.add(map(schemas, name));
          }
        }
      } else if (next instanceof List<?> list) {
        waiting.addAll(list);
      }
    }
    return found;
  }
}
