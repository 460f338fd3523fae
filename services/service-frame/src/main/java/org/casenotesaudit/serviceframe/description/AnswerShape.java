package org.casenotesaudit.serviceframe.description;

import io.micronaut.json.tree.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Whether an answer is as its schema says, as far as our schemas say anything. */
final class AnswerShape {

  private final Map<String, Object> schemas;

  AnswerShape(Map<String, Object> schemas) {
    this.schemas = schemas;
  }

  /** The first place that is not as described, and what was expected there; never what is there. */
  Optional<String> difference(JsonNode answer, Map<String, Object> schema) {
    return difference("", answer, schema);
  }

  private Optional<String> difference(String place, JsonNode node, Map<String, Object> schema) {
    if (schema.get("$ref") instanceof String to) {
      return difference(place, node, Tree.map(schemas, to.substring(Tree.SCHEMAS.length())));
    }
    for (Map<String, Object> part : Tree.maps(schema.get("allOf"))) {
      Optional<String> difference = difference(place, node, part);
      if (difference.isPresent()) {
        return difference;
      }
    }
    return switch (String.valueOf(schema.get("type"))) {
      case "object" -> inObject(place, node, schema);
      case "array" -> inArray(place, node, schema);
      case "string" -> unless(isText(node, schema), place, schema);
      case "integer" -> unless(node.isNumber(), place, schema);
      case "boolean" -> unless(node.isBoolean(), place, schema);
      default -> Optional.empty();
    };
  }

  private Optional<String> inObject(String place, JsonNode node, Map<String, Object> schema) {
    Map<String, Object> properties = Tree.map(schema, "properties");
    if (!node.isObject() || properties.isEmpty()) {
      return unless(node.isObject(), place, schema);
    }
    for (String required : Tree.texts(schema.get("required"))) {
      if (node.get(required) == null) {
        return Optional.of(place + "/" + required + ": missing (expected: a value)");
      }
    }
    for (Map.Entry<String, JsonNode> field : node.entries()) {
      String at = place + "/" + field.getKey();
      Optional<String> difference =
          properties.containsKey(field.getKey())
              ? difference(at, field.getValue(), Tree.map(properties, field.getKey()))
              : Optional.of(at + ": unknown (expected: one of " + properties.keySet() + ")");
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private Optional<String> inArray(String place, JsonNode node, Map<String, Object> schema) {
    if (!node.isArray()) {
      return unless(false, place, schema);
    }
    List<JsonNode> items = new ArrayList<>();
    node.values().forEach(items::add);
    return items.stream()
        .map(item -> difference(place + "[]", item, Tree.map(schema, "items")))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static boolean isText(JsonNode node, Map<String, Object> schema) {
    if (!node.isString()) {
      return false;
    }
    List<String> codes = Tree.texts(schema.get("enum"));
    return (codes.isEmpty() || codes.contains(node.getStringValue()))
        && hasFormat(node.getStringValue(), String.valueOf(schema.get("format")));
  }

  private static boolean hasFormat(String text, String format) {
    try {
      return switch (format) {
        case Format.UUID -> UUID.fromString(text).toString().equals(text);
        case Format.DATE_TIME -> Instant.parse(text).isAfter(Instant.MIN);
        case Format.DATE -> LocalDate.parse(text).isAfter(LocalDate.MIN);
        default -> true;
      };
    } catch (IllegalArgumentException | DateTimeParseException another) {
      return false;
    }
  }

  private static Optional<String> unless(boolean right, String place, Map<String, Object> schema) {
    return right
        ? Optional.empty()
        : Optional.of(
            place
                + ": something else (expected: "
                + schema.get("type")
                + (schema.containsKey("format") ? " " + schema.get("format") : "")
                + (schema.containsKey("enum") ? " of " + schema.get("enum") : "")
                + ")");
  }
}
