package org.casenotesaudit.confidentiality.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Values as an entry writes them, back to Avro by the writer's schema: the way back of what {@code
 * services/ledger/FORMAT.md} says under "Values". Fields about a person, which an entry seals on
 * their own, return to the record that they were taken out of.
 */
final class AvroFromJson {

  private final RecordedEntry entry;

  AvroFromJson(RecordedEntry entry) {
    this.entry = entry;
  }

  /**
   * The value of a field; null if the entry has none and the schema allows that.
   *
   * @param path of the value in the event
   * @throws UnreadableHistoryException if the entry says something that the schema does not
   */
  @Nullable Object value(String path, Schema schema, @Nullable JsonNode json) {
    if (schema.isUnion()) {
      return json == null || json.isNull()
          ? nothing(path, schema)
          : present(path, onlyTypeOf(path, schema), json);
    }
    if (json == null) {
      throw unlike(path, "nothing", schema);
    }
    return present(path, schema, json);
  }

  private Object present(String path, Schema type, JsonNode json) {
    return switch (type.getType()) {
      case STRING -> text(path, type, json);
      case ENUM -> symbol(path, type, json);
      case BOOLEAN -> {
        require(json.isBoolean(), path, json, type);
        yield json.booleanValue();
      }
      case INT -> {
        require(json.canConvertToInt() && json.isIntegralNumber(), path, json, type);
        yield json.intValue();
      }
      case LONG -> number(path, type, text(path, type, json));
      case BYTES -> ByteBuffer.wrap(bytes(path, type, json));
      case FIXED -> new GenericData.Fixed(type, bytes(path, type, json));
      case ARRAY -> {
        require(json.isArray(), path, json, type);
        List<@Nullable Object> items = new ArrayList<>();
        for (JsonNode item : json) {
          items.add(value(path + "[" + items.size() + "]", type.getElementType(), item));
        }
        yield items;
      }
      case MAP -> {
        require(json.isObject(), path, json, type);
        Map<String, @Nullable Object> members = new HashMap<>();
        for (Map.Entry<String, JsonNode> member : json.properties()) {
          members.put(member.getKey(), value(path, type.getValueType(), member.getValue()));
        }
        yield members;
      }
      case RECORD -> {
        require(json.isObject(), path, json, type);
        GenericRecord record = new GenericData.Record(type);
        for (Schema.Field field : type.getFields()) {
          String place = path + "." + field.name();
          JsonNode member = json.get(field.name());
          record.put(
              field.pos(),
              value(place, field.schema(), member == null ? entry.value(place) : member));
        }
        yield record;
      }
      case FLOAT, DOUBLE, UNION, NULL -> throw unlike(path, "a value", type);
    };
  }

  private static @Nullable Object nothing(String path, Schema union) {
    if (!union.isNullable()) {
      throw unlike(path, "nothing", union);
    }
    return null;
  }

  /** Entries do not say which branch was written; no event of ours leaves a choice. */
  private static Schema onlyTypeOf(String path, Schema union) {
    List<Schema> types =
        union.getTypes().stream().filter(type -> type.getType() != Schema.Type.NULL).toList();
    if (types.size() != 1) {
      throw unlike(path, "a union of " + types.size() + " types", union);
    }
    return types.getFirst();
  }

  private static String text(String path, Schema type, JsonNode json) {
    require(json.isTextual(), path, json, type);
    return json.textValue();
  }

  private static GenericData.EnumSymbol symbol(String path, Schema type, JsonNode json) {
    String symbol = text(path, type, json);
    require(type.hasEnumSymbol(symbol), path, json, type);
    return new GenericData.EnumSymbol(type, symbol);
  }

  /** A long, or a timestamp: RFC 3339, or microseconds where RFC 3339 has no year for it. */
  private static long number(String path, Schema type, String text) {
    LogicalType logical = type.getLogicalType();
    String kind = logical == null ? "" : logical.getName();
    try {
      return switch (kind) {
        case "timestamp-micros" -> micros(text);
        case "timestamp-millis" -> Math.floorDiv(micros(text), 1_000L);
        default -> Long.parseLong(text);
      };
    } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
      throw unlike(path, "another number or time", type);
    }
  }

  private static long micros(String text) {
    return text.matches("-?[0-9]+")
        ? Long.parseLong(text)
        : ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text));
  }

  private static byte[] bytes(String path, Schema type, JsonNode json) {
    try {
      return Base64.getUrlDecoder().decode(text(path, type, json));
    } catch (IllegalArgumentException e) {
      throw unlike(path, "no base64url", type);
    }
  }

  private static void require(boolean holds, String path, JsonNode json, Schema type) {
    if (!holds) {
      throw unlike(path, json.getNodeType().name(), type);
    }
  }

  private static UnreadableHistoryException unlike(String path, String found, Schema expected) {
    return new UnreadableHistoryException(
        path + ": " + found + " (expected: " + expected.getType().getName() + ")");
  }
}
