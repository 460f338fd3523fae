package org.casenotesaudit.serviceframe.description;

import java.util.LinkedHashMap;
import java.util.Map;

/** Makes pieces of a document, in the order in which they are to be read. */
final class Nodes {

  private Nodes() {}

  static Map<String, Object> of(String key, Object value) {
    Map<String, Object> node = new LinkedHashMap<>();
    node.put(key, value);
    return node;
  }

  static Map<String, Object> of(String key, Object value, String second, Object secondValue) {
    Map<String, Object> node = of(key, value);
    node.put(second, secondValue);
    return node;
  }

  static Map<String, Object> reference(String to) {
    return of(Tree.REFERENCE, to);
  }

  /** A field of a schema. */
  static Map<String, Object> field(String type, String description) {
    return of("type", type, "description", description);
  }
}
