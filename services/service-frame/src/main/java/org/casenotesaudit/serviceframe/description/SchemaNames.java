package org.casenotesaudit.serviceframe.description;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names under which a client's classes are generated. The generator of the document calls a record
 * by the classes around it; of these a caller needs only what tells two of one name apart.
 */
final class SchemaNames {

  /** Says where a record stands in our code, and nothing about it. */
  private static final Pattern ONLY_OURS = Pattern.compile("^(\\w+?)(Controller|Bodies)\\.");

  private SchemaNames() {}

  /** From old name to new. */
  static Map<String, String> shorter(Collection<String> names) {
    Map<String, Long> wanted =
        names.stream().collect(Collectors.groupingBy(SchemaNames::shortest, Collectors.counting()));
    return names.stream()
        .collect(
            Collectors.toMap(
                Function.identity(),
                name ->
                    wanted.getOrDefault(shortest(name), 0L) == 1
                        ? shortest(name)
                        : ONLY_OURS.matcher(name).replaceFirst("$1").replace(".", "")));
  }

  private static String shortest(String name) {
    return ONLY_OURS.matcher(name).replaceFirst("").replace(".", "");
  }

  /** The same schemas under their new names, in the order of these. */
  static Map<String, Object> renamed(Map<String, Object> schemas, Map<String, String> names) {
    Map<String, Object> renamed = new TreeMap<>();
    schemas.forEach((name, schema) -> renamed.put(names.getOrDefault(name, name), schema));
    return new LinkedHashMap<>(renamed);
  }

  /** Lets every reference in a node point to the new name. */
  static void repoint(Object node, Map<String, String> names) {
    if (node instanceof Map<?, ?>) {
      Map<String, Object> map = Tree.map(node);
      if (map.get(Tree.REFERENCE) instanceof String to && to.startsWith(Tree.SCHEMAS)) {
        String name = to.substring(Tree.SCHEMAS.length());
        map.put(Tree.REFERENCE, Tree.SCHEMAS + names.getOrDefault(name, name));
      }
      map.values().forEach(value -> repoint(value, names));
    } else if (node instanceof List<?> list) {
      list.forEach(value -> repoint(value, names));
    }
  }
}
