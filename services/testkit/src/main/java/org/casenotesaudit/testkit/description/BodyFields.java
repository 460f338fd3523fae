package org.casenotesaudit.testkit.description;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * The fields of a body as its schema describes them. A place is written with dots: {@code item.id};
 * a list's is that of its first item.
 */
final class BodyFields {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ServedDescription description;
  private final JsonNode schema;

  BodyFields(ServedDescription description, JsonNode schema) {
    this.description = description;
    this.schema = schema;
  }

  /** Fields that are no objects, by place, in all objects that this body has. */
  Map<String, JsonNode> within(JsonNode body) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    collect("", schema, body, fields);
    return fields;
  }

  private void collect(String place, JsonNode of, JsonNode body, Map<String, JsonNode> fields) {
    of.path("properties")
        .properties()
        .forEach(
            property -> {
              String at = place + property.getKey();
              JsonNode field = description.resolved(property.getValue());
              JsonNode inner = object(field);
              JsonNode value = body.path(property.getKey());
              if (!inner.isMissingNode()) {
                collect(at + ".", inner, value.isArray() ? value.path(0) : value, fields);
              } else if (place.isEmpty() || body.isObject()) {
                fields.put(at, field);
              }
            });
  }

  /** Places of required fields, in all objects that are required or that this body has. */
  Set<String> required(JsonNode body) {
    Set<String> required = new TreeSet<>();
    collectRequired("", schema, body, required);
    return required;
  }

  private void collectRequired(String place, JsonNode of, JsonNode body, Set<String> required) {
    List<String> names = new ArrayList<>();
    of.path("required").forEach(name -> names.add(name.asText()));
    of.path("properties")
        .properties()
        .forEach(
            property -> {
              String name = property.getKey();
              JsonNode inner = object(description.resolved(property.getValue()));
              JsonNode value = body.path(name);
              JsonNode first = value.isArray() ? value.path(0) : value;
              if (inner.isMissingNode()) {
                if (names.contains(name)) {
                  required.add(place + name);
                }
              } else if (names.contains(name) || first.isObject()) {
                collectRequired(place + name + ".", inner, first, required);
              }
            });
  }

  /** The schema of an object, or of a list's objects. */
  private JsonNode object(JsonNode field) {
    JsonNode inner = field.has("items") ? description.resolved(field.path("items")) : field;
    return inner.has("properties") ? inner : NODES.missingNode();
  }

  private JsonNode schemaAt(String place) {
    JsonNode at = schema;
    for (String name : place.split("\\.")) {
      JsonNode field = description.resolved(at.path("properties").path(name));
      JsonNode inner = object(field);
      at = inner.isMissingNode() ? field : inner;
    }
    return at;
  }

  /** A value that fits what is said of a field, and nothing else. */
  JsonNode sample(String place) {
    JsonNode field = schemaAt(place);
    if (field.path("type").asText().equals("array")) {
      return NODES.arrayNode().add(sampleOf(description.resolved(field.path("items"))));
    }
    return sampleOf(field);
  }

  private static JsonNode sampleOf(JsonNode field) {
    if (field.has("enum")) {
      return field.path("enum").path(0);
    }
    if (field.has("example")) {
      return field.path("example");
    }
    return switch (field.path("type").asText() + " " + field.path("format").asText()) {
      case "string uuid" -> NODES.textNode(UUID.randomUUID().toString());
      case "string date-time" -> NODES.textNode("2026-01-05T09:00:00Z");
      case "string date" -> NODES.textNode("2012-03-04");
      case "string " -> NODES.textNode("words");
      case "boolean " -> NODES.booleanNode(true);
      case "object " -> NODES.objectNode();
      default -> throw new AssertionError("no sample for " + field);
    };
  }

  /** Puts a value at a place, with the objects and lists around it. */
  void put(ObjectNode body, String place, JsonNode value) {
    String[] names = place.split("\\.");
    ObjectNode into = body;
    JsonNode of = schema;
    for (int i = 0; i < names.length - 1; i++) {
      JsonNode field = description.resolved(of.path("properties").path(names[i]));
      boolean list = field.has("items");
      JsonNode there = list ? into.path(names[i]).path(0) : into.path(names[i]);
      ObjectNode inner = there instanceof ObjectNode found ? found : NODES.objectNode();
      if (list) {
        ArrayNode items = NODES.arrayNode().add(inner);
        into.set(names[i], items);
      } else {
        into.set(names[i], inner);
      }
      into = inner;
      of = object(field);
    }
    boolean listed = schemaAt(place).has("items") && !value.isArray();
    into.set(names[names.length - 1], listed ? NODES.arrayNode().add(value) : value);
  }
}
