package org.casenotesaudit.testkit.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** An object with just these fields: one more is a fault, and so is one that must be there. */
public final class ObjectShape implements JsonShape {

  static final ObjectShape EMPTY = new ObjectShape(Map.of());

  private final Map<String, Field> fields;

  private record Field(JsonShape shape, boolean mustBeThere) {}

  private ObjectShape(Map<String, Field> fields) {
    this.fields = fields;
  }

  /** With one more field, which must be there. */
  public ObjectShape with(String name, JsonShape shape) {
    return and(name, new Field(shape, true));
  }

  /** With one more field, which may be left out. */
  public ObjectShape perhapsWith(String name, JsonShape shape) {
    return and(name, new Field(shape, false));
  }

  private ObjectShape and(String name, Field field) {
    Map<String, Field> more = new LinkedHashMap<>(fields);
    more.put(name, field);
    return new ObjectShape(more);
  }

  @Override
  public Stream<String> faults(String place, JsonNode found) {
    if (!found.isObject()) {
      return Stream.of(JsonShape.fault(place, found, "an object"));
    }
    String prefix = place.isEmpty() ? "" : place + ".";
    Stream<String> ofOurs =
        fields.entrySet().stream()
            .flatMap(field -> faultsOf(prefix + field.getKey(), field, found));
    Stream<String> others =
        found.properties().stream()
            .map(Map.Entry::getKey)
            .filter(name -> !fields.containsKey(name))
            .map(name -> prefix + name + ": unknown (expected: one of " + fields.keySet() + ")");
    return Stream.concat(ofOurs, others);
  }

  private static Stream<String> faultsOf(
      String place, Map.Entry<String, Field> field, JsonNode object) {
    if (object.has(field.getKey())) {
      return field.getValue().shape().faults(place, object.path(field.getKey()));
    }
    return field.getValue().mustBeThere()
        ? Stream.of(place + ": missing (expected: a value)")
        : Stream.empty();
  }
}
